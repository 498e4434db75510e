package dev.sealbench.core.internal.export;

import dev.sealbench.core.Digest;

/// What an export holds.
///
/// Immutable.
///
/// @param units lines of units.csv
/// @param events lines of events.jsonl
/// @param orders signed documents
/// @param receipts of all units
/// @param manifest SHA-256 of manifest.json, to be noted elsewhere
public record ExportReport(long units, long events, long orders, long receipts, Digest manifest) {}
