package dev.sealbench.core.internal.export;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import java.util.Objects;

/// One line of events.jsonl.
///
/// Immutable.
///
/// @param event for reading
/// @param leaf the very octets that the log's Merkle tree hashes (RFC 9162 2.1.1), for checking
public record ExportedEvent(EventRecord event, Octets leaf) {

    /// Refuses null.
    public ExportedEvent {
        Objects.requireNonNull(event);
        Objects.requireNonNull(leaf);
    }
}
