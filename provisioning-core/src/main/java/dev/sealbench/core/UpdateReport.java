package dev.sealbench.core;

/// What an update did: the unit runs `to` now, confirmed, and proved it.
///
/// @param from version that ran before; empty when nothing did
/// @param to the release that runs
/// @param burned whether it had to be burned: false when it ran already
public record UpdateReport(SerialNumber serial, String from, FirmwareRelease to, boolean burned) {}
