package dev.sealbench.core.internal.run;

import dev.sealbench.core.RunListener;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import java.time.Duration;

/// Tells a listener when steps begin and end, and what they took. One run, one thread.
final class StepWatch implements RunListener {

    private final RunListener listener;
    private Step reached = Step.SCAN;

    StepWatch(RunListener listener) {
        this.listener = listener;
    }

    /// One step.
    @FunctionalInterface
    interface Work<T> {
        T take() throws StepFailure;
    }

    <T> T step(Step step, Work<T> work) throws StepFailure {
        reached = step;
        listener.started(step);
        long started = System.nanoTime();
        var result = work.take();
        listener.done(step, Duration.ofNanos(System.nanoTime() - started).toMillis());
        return result;
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
}
