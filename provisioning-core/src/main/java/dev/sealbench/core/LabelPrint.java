package dev.sealbench.core;

import java.time.Instant;
import java.util.Optional;

/// One print of a label. Counted when it is sent to the printer, whether or not the printer succeeded: what may have
/// been printed has been printed.
///
/// @param serial the unit
/// @param kind which label
/// @param copy 1 for the first print, 2 for the first reprint, and so on
/// @param at when it was sent
/// @param person who
/// @param station where
/// @param reason why; empty for the first copy
/// @param confirmed when status and scan-back showed that it was printed; empty before
/// @param voided when a later print replaced it; empty while it counts
public record LabelPrint(
        SerialNumber serial,
        LabelKind kind,
        int copy,
        Instant at,
        String person,
        String station,
        String reason,
        Optional<Instant> confirmed,
        Optional<Instant> voided) {}
