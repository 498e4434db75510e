package dev.sealbench.core.internal.label;

/// One electrical or environmental rating on the plate.
///
/// @param name for example `Input`
/// @param value for example `230/400 V~  3N+PE  50 Hz`
public record Rating(String name, String value) {}
