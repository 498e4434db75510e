package dev.sealbench.ui.window.line;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one unit on its own platform thread: tells what the slot shows, from the first step to the end.
///
/// Used by the thread that runs it; [#answer] and [#stop] may come from any thread.
final class SlotRun implements Runnable, RunListener {

    /// A run of `unit` on `slot`.
    record Job(int slot, SerialNumber unit) {}

    private static final Logger LOG = LoggerFactory.getLogger(SlotRun.class);

    private final LineStation station;
    private final Job job;
    private final Clock clock;
    private final Consumer<SlotState> shown;
    private final Instant since;
    private final BlockingQueue<ScanBack.Answer> answers = new LinkedBlockingQueue<>();
    private Instant stepSince;
    private Progress progress = Progress.begun(Step.SCAN);
    private Optional<ScanBack.Request> wanted = Optional.empty();
    private volatile boolean stopping;

    /// @param shown takes every state at once and in order
    SlotRun(LineStation station, Job job, Clock clock, Consumer<SlotState> shown) {
        this.station = station;
        this.job = job;
        this.clock = clock;
        this.shown = shown;
        this.since = clock.instant();
        this.stepSince = since;
    }

    /// What the slot shows before the first step.
    SlotState.Running begin() {
        return state();
    }

    /// Hands over what the run waits for.
    void answer(ScanBack.Answer answer) {
        answers.add(answer);
    }

    /// Asks the station to end the run before its next step.
    ///
    /// @return whether the station took it
    boolean stop() {
        boolean taken = station.stop(job.slot());
        if (taken) {
            stopping = true;
            answers.add(new ScanBack.Answer.Stopped());
        }
        return taken;
    }

    @Override
    public boolean stopRequested() {
        return stopping;
    }

    @Override
    public void run() {
        shown.accept(new SlotState.Finished(job.unit(), clock.instant(), outcome()));
    }

    @Override
    public void started(Step step) {
        stepSince = clock.instant();
        show(Progress.begun(step));
    }

    @Override
    public void progress(Step step, long done, long total) {
        show(new Progress(step, done, total));
    }

    @Override
    public void done(Step step, long millis) {
        show(new Progress(step, 1, 1));
    }

    @Override
    public ScanBack scanBack() {
        return this::scanned;
    }

    private ScanBack.Answer scanned(ScanBack.Request request) {
        answers.clear(); // one that came for the label before
        if (stopping) {
            return new ScanBack.Answer.Stopped();
        }
        wanted = Optional.of(request);
        shown.accept(state());
        try {
            return answers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ScanBack.Answer.Stopped();
        } finally {
            wanted = Optional.empty();
            shown.accept(state());
        }
    }

    private void show(Progress next) {
        progress = next;
        shown.accept(state());
    }

    private SlotState.Running state() {
        return new SlotState.Running(job.unit(), since, stepSince, progress, wanted, stopping);
    }

    private Outcome outcome() {
        try {
            return station.provision(job.slot(), job.unit(), this);
        } catch (RuntimeException e) {
            // a tile that stays at "running" would tell the person to wait for ever
            LOG.error("run of {} on slot {} broke off", job.unit(), job.slot(), e);
            var took = Duration.between(since, clock.instant());
            return new Outcome.StationFaulted(job.unit().text(), progress.step(), Fault.INTERNAL, "", took);
        }
    }
}
