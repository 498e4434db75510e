package dev.sealbench.core.internal.journal;

import java.time.Instant;

/// An entry as it stands in the file.
///
/// @param sequence from 1, without gaps
/// @param at when it was written, UTC, in microseconds
/// @param entry what it says
public record Recorded(long sequence, Instant at, JournalEntry entry) {}
