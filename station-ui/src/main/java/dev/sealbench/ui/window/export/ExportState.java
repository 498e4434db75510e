package dev.sealbench.ui.window.export;

import dev.sealbench.core.AuditDesk;
import dev.sealbench.core.ExportCheck;
import dev.sealbench.ui.window.parts.Said;
import java.nio.file.Path;
import java.util.Optional;

/// How far it is. Immutable.
sealed interface ExportState {

    /// @param said what came of the last one
    record Choosing(Optional<Said> said) implements ExportState {}

    /// @param done records that are written
    /// @param total 0 while they are counted
    /// @param cancelling somebody asked to end it
    /// @param closing somebody wanted to close the window meanwhile
    record Running(Path folder, long done, long total, boolean cancelling, boolean closing) implements ExportState {

        Running at(long written, long of) {
            return new Running(folder, written, of, cancelling, closing);
        }
    }

    /// @param notOpened whether the folder could not be shown in the computer's file manager
    record Finished(Path folder, AuditDesk.Summary summary, Check check, boolean notOpened) implements ExportState {

        Finished with(Check other) {
            return new Finished(folder, summary, other, notOpened);
        }
    }

    /// What is known of a finished one.
    sealed interface Check {

        /// Nobody looked.
        record NotYet() implements Check {}

        record Looking() implements Check {}

        record Looked(ExportCheck found) implements Check {}

        /// It could not be looked at.
        record Failed(Exception why) implements Check {}
    }
}
