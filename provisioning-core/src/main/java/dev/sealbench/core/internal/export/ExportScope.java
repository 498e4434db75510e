package dev.sealbench.core.internal.export;

import java.util.Objects;

/// Which part of the books an export holds.
///
/// Immutable.
///
/// @param station id of the exporting station
/// @param range in words, for example `work order 2026-0417`
/// @param versions programs in use, for example `sealbench 0.1.0`
/// @param complete whether it holds everything: all units, all logs from their first event
public record ExportScope(String station, String range, String versions, boolean complete) {

    /// Refuses null.
    public ExportScope {
        Objects.requireNonNull(station);
        Objects.requireNonNull(range);
        Objects.requireNonNull(versions);
    }
}
