package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one unit on its own platform thread: tells what the slot shows, from the first step to the labels.
///
/// Used by the thread that runs it.
final class SlotRun implements Runnable, RunListener {

    /// A run of `unit` on `slot`.
    record Job(int slot, SerialNumber unit) {}

    private static final Logger LOG = LoggerFactory.getLogger(SlotRun.class);
    private static final List<LabelKind> SHOWN = List.of(LabelKind.ACCESS, LabelKind.PLATE);

    private final Provisioning station;
    private final Job job;
    private final Clock clock;
    private final Consumer<SlotState> shown;
    private final Instant since;
    private Step reached = Step.SCAN;

    /// @param shown takes every state at once and in order
    SlotRun(Provisioning station, Job job, Clock clock, Consumer<SlotState> shown) {
        this.station = station;
        this.job = job;
        this.clock = clock;
        this.shown = shown;
        this.since = clock.instant();
    }

    /// What the slot shows before the first step.
    SlotState.Running begin() {
        return new SlotState.Running(job.unit(), since, Progress.begun(Step.SCAN));
    }

    @Override
    public void run() {
        var outcome = outcome();
        var finished = new SlotState.Finished(job.unit(), clock.instant(), outcome, LabelPictures.none());
        shown.accept(finished);
        if (outcome instanceof Outcome.Passed) {
            shown.accept(new SlotState.Finished(job.unit(), finished.at(), outcome, labels()));
        }
    }

    @Override
    public void started(Step step) {
        reached = step;
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

    private void show(Progress progress) {
        shown.accept(new SlotState.Running(job.unit(), since, progress));
    }

    private Outcome outcome() {
        try {
            return station.provision(job.slot(), job.unit(), this);
        } catch (RuntimeException e) {
            // a tile that stays at "running" would tell the person to wait for ever
            LOG.error("run of {} on slot {} broke off", job.unit(), job.slot(), e);
            var took = Duration.between(since, clock.instant());
            return new Outcome.StationFaulted(job.unit().text(), reached, Fault.INTERNAL, "", took);
        }
    }

    private LabelPictures labels() {
        var pictures = new EnumMap<LabelKind, LabelPicture>(LabelKind.class);
        try {
            for (var kind : SHOWN) {
                pictures.put(kind, LabelPicture.read(station.preview(job.unit(), kind)));
            }
            return new LabelPictures(pictures, Optional.empty());
        } catch (StationException e) {
            return new LabelPictures(pictures, Optional.of(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("preview of the labels of {} broke off", job.unit(), e);
            return new LabelPictures(pictures, Optional.of(e.getClass().getSimpleName()));
        }
    }
}
