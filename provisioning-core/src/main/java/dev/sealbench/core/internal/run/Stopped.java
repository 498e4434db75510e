package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;

/// A run ends because somebody asked for it, at a moment where nothing is half done.
final class Stopped extends StepFailure {

    private static final long serialVersionUID = 1L;

    private final UnitState left;
    private final int burnedPercent;

    /// @param left the last state of the way that the unit itself is in
    Stopped(Step step, UnitState left, int burnedPercent) {
        super(step, Fault.STOPPED, "");
        this.left = left;
        this.burnedPercent = burnedPercent;
    }

    UnitState left() {
        return left;
    }

    int burnedPercent() {
        return burnedPercent;
    }
}
