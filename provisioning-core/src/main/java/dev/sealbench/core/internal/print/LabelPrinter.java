package dev.sealbench.core.internal.print;

import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.vault.VaultException;

/// Something that labels come out of. Safe to share between threads; a [Job] is not.
public interface LabelPrinter {

    /// Makes sure that the printer would print now, and holds it until the job is closed. Sends nothing to be printed:
    /// a print is counted between this and [Job#print].
    ///
    /// @throws PrintFailure NOT_READY, with what a person has to do at the printer
    Job ready() throws PrintFailure;

    /// Whether its labels were read back by the station itself when [Job#print] returns, so that nobody has to scan.
    boolean provesItself();

    /// One label.
    interface Job extends AutoCloseable {

        /// Prints it; returns when the printer says that it is out.
        ///
        /// @param print which copy of which label
        /// @param layout what stands on it; stays the caller's
        /// @throws LabelRefused if a value cannot be printed; nothing was sent
        /// @throws LabelUnreadable if the label would not be readable; nothing was sent
        /// @throws PrintFailure IN_DOUBT when the printer did not say so
        void print(LabelPrint print, LabelLayout layout)
                throws LabelRefused, LabelUnreadable, PrintFailure, VaultException;

        /// Lets the printer go.
        @Override
        void close();
    }
}
