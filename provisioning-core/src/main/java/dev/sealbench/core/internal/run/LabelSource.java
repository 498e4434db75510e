package dev.sealbench.core.internal.run;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.print.PrintFailure;
import dev.sealbench.vault.VaultException;

/// Lends the labels of one unit, with their secrets, for as short as they are looked at.
interface LabelSource {

    /// What is done with a label while it is lent.
    @FunctionalInterface
    interface Use<T> {
        T with(LabelLayout layout) throws LabelRefused, LabelUnreadable, PrintFailure, VaultException;
    }

    /// Lays the label out, lends it, and wipes it.
    ///
    /// @param copy which print it is
    <T> T withLayout(LabelKind kind, int copy, Use<T> use)
            throws LabelRefused, LabelUnreadable, PrintFailure, VaultException, StepFailure;
}
