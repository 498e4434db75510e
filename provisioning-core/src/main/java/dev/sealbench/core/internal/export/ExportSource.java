package dev.sealbench.core.internal.export;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lends the books to an export, record by record.
///
/// Each method is called once and its stream is closed after use; a stream should read on demand. What a
/// stream throws ends the export without a trace.
public interface ExportSource {

    /// What is exported and by whom.
    ExportScope scope();

    /// The units by serial number.
    Stream<ExportedUnit> units();

    /// The logs by name of station; asked for after the units were read, so that the newest checkpoints cover
    /// what was read of them.
    List<ExportedLog> logs();

    /// Of an export of everything all events of the logs, log by log in the order of their numbers, from the
    /// first to the newest checkpoint's last. Else those about the units, unit by unit, each unit's by log and
    /// number.
    Stream<EventRecord> events();

    /// The documents of each unit, in the same order.
    Stream<UnitDocuments> papers();

    /// The firmware release with this image digest; asked for each one that an order names.
    Optional<ExportedRelease> release(Digest image);

    /// The device CA's certificate and the station's statement.
    Stream<ExportedFile> files();
}
