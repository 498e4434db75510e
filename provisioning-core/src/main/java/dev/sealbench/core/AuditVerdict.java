package dev.sealbench.core;

import java.util.List;

/// What checking an export as an outsider found.
public sealed interface AuditVerdict {

    /// Everything agrees.
    ///
    /// @param export what it says of itself
    /// @param counts what was checked
    /// @param notes what could not be checked, and what the auditor should compare; one sentence each
    record Sound(Export export, Counts counts, List<String> notes) implements AuditVerdict {}

    /// What an export says of itself.
    ///
    /// @param complete whether it holds all units and all events
    record Export(String station, String range, String createdUtc, boolean complete) {}

    /// What was checked.
    ///
    /// @param orders and decisions
    record Counts(long files, long units, long orders, long receipts, long events, long checkpoints) {}

    /// The first thing that is wrong.
    ///
    /// @param path which file, relative, or the document's files without their endings; may name a line
    /// @param reason goes on from the path
    record Wrong(String path, String reason) implements AuditVerdict {}
}
