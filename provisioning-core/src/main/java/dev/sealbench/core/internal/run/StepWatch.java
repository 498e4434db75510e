package dev.sealbench.core.internal.run;

import dev.sealbench.core.RunListener;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Tells a listener when steps begin and end, and what they took; ends the run before a step when the
/// listener asks for it. One run, one thread.
final class StepWatch implements RunListener {

    private final RunListener listener;
    private final Map<Step, Duration> took = new EnumMap<>(Step.class);
    private Step reached = Step.SCAN;
    private UnitState left = UnitState.SCANNED;
    private UnitState standing = UnitState.SCANNED;

    StepWatch(RunListener listener) {
        this.listener = listener;
    }

    /// One step.
    @FunctionalInterface
    interface Work<T> {
        T take() throws StepFailure;
    }

    /// A step of a unit's way, unless the listener asks to end here.
    ///
    /// @param after the state of the way that the step brings the unit to
    <T> T step(Step step, UnitState after, Work<T> work) throws StepFailure {
        if (listener.stopRequested()) {
            throw new Stopped(step, left, 0);
        }
        var result = step(step, work);
        left = after.compareTo(left) > 0 ? after : left;
        return result;
    }

    /// A step that is taken in any case.
    <T> T step(Step step, Work<T> work) throws StepFailure {
        reached = step;
        listener.started(step);
        long started = System.nanoTime();
        var result = work.take();
        var duration = Duration.ofNanos(System.nanoTime() - started);
        took.put(step, duration);
        listener.done(step, duration.toMillis());
        return result;
    }

    /// The charger is on trial, or locked, since an earlier run: the steps before that only look, and what
    /// they take says nothing.
    ///
    /// @param standing the state of the way that this is
    void goesOnFrom(UnitState standing) {
        this.standing = standing;
        left = standing;
    }

    /// What each step took that was done from its beginning to its end.
    Map<Step, Duration> took() {
        var done = new EnumMap<>(took);
        if (standing.compareTo(UnitState.ORDERED) >= 0) {
            done.keySet().removeAll(Set.of(Step.BURN, Step.KEY, Step.ORDER));
        }
        if (standing.compareTo(UnitState.LOCKED) >= 0) {
            done.keySet().removeAll(Set.of(Step.ATTEST, Step.LOCK));
        }
        return done;
    }

    /// The step that began last.
    Step reached() {
        return reached;
    }

    @Override
    public void started(Step step) {
        listener.started(step);
    }

    @Override
    public void measured(String name, long value) {
        listener.measured(name, value);
    }

    @Override
    public ScanBack scanBack() {
        return listener.scanBack();
    }

    @Override
    public void progress(Step step, long done, long total) {
        listener.progress(step, done, total);
    }

    @Override
    public boolean stopRequested() {
        return listener.stopRequested();
    }
}
