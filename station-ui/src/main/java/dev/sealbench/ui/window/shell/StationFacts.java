package dev.sealbench.ui.window.shell;

/// What the frame says of the station. Immutable.
///
/// @param stationId as in the station's statement
/// @param simulatorTrusted whether simulated TPMs count: then a warning stands there
/// @param clockRight whether the clock is not behind the last event in the books
public record StationFacts(String stationId, boolean simulatorTrusted, boolean clockRight) {}
