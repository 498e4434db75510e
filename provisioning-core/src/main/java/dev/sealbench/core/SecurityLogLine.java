package dev.sealbench.core;

import java.time.Instant;

/// One line of a charger's own security log. It informs; it proves nothing.
///
/// @param sequence from 1, ascending
/// @param at by the charger's clock
/// @param writer which of its programs noted it
/// @param text what happened, as a clause
public record SecurityLogLine(long sequence, Instant at, String writer, String text) {}
