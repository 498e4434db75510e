package dev.sealbench.core.internal.export;

import java.util.stream.Stream;

/// Lends the books to an export, record by record.
///
/// Each method is called once and its stream is closed after use; a stream should read on demand. What a
/// stream throws ends the export without a trace.
public interface ExportSource {

    /// What is exported and by whom.
    ExportScope scope();

    /// The units, in the order in which they are to be listed.
    Stream<ExportedUnit> units();

    /// The events, log by log in the order of their numbers.
    Stream<ExportedEvent> events();

    /// The orders, and the decisions on trials, as they were signed.
    Stream<ExportedOrder> orders();

    /// The receipts, as the chargers gave them.
    Stream<ExportedReceipt> receipts();

    /// Certificates, log checkpoints and proofs, SBOM digests.
    Stream<ExportedFile> files();
}
