package dev.sealbench.ui.window.line;

import dev.sealbench.core.Step;

/// How far a run is: its step, and inside the step what the core counts (octets of the burn, parts of the TPM).
///
/// Immutable.
///
/// @param step the one being worked on
/// @param done 0 to total
/// @param total 0 while nothing has been counted yet
record Progress(Step step, long done, long total) {

    /// Steps of a run, from scan to label. Releasing is a later scan of its own.
    static final int STEPS = Step.LABEL.ordinal() + 1;

    /// A step that has just begun.
    static Progress begun(Step step) {
        return new Progress(step, 0, 0);
    }

    /// Number of the step, from 1 to [#STEPS].
    int number() {
        return step.ordinal() + 1;
    }

    /// 0 to 1 inside the step: what was counted, never a guess.
    double inside() {
        return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
    }
}
