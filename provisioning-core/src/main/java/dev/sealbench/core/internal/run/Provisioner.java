package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.UuidV7;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalInUse;
import dev.sealbench.core.internal.journal.UnitJournal;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes units through the station, any number side by side. Safe for several threads: each run has its own
/// link and its own journal, and what they share is safe.
public final class Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioner.class);

    private final Bench bench;
    private final Notebook notebook;

    public Provisioner(Bench bench) {
        this.bench = bench;
        this.notebook = new Notebook(bench);
    }

    /// What is to be provisioned where.
    ///
    /// @param scanned the label as it was read
    /// @param slot from 1; 0 when no slot names the port
    /// @param address the port, `/dev/...` or `tcp:host:port`; empty for the slot's own
    /// @param workOrder the one it must belong to, if the person named one
    public record Job(String scanned, int slot, Optional<String> address, Optional<String> workOrder) {}

    /// Takes one unit as far as it goes. Never throws for what can go wrong outside of this program.
    public Outcome provision(Job job, RunListener listener) {
        long started = System.nanoTime();
        var watch = new StepWatch(listener);
        try {
            var port = port(job);
            var serial = ScanStep.serial(job.scanned());
            bench.backlog().requireBooks();
            var scanned = watch.step(Step.SCAN, UnitState.SCANNED, () -> ScanStep.take(serial, job.workOrder(), bench));
            return inJournal(job, port, scanned, watch, started);
        } catch (StepFailure failure) {
            return refused(job, failure, started);
        } catch (RuntimeException e) {
            return refused(job, brokenOff(job, watch, e), started);
        }
    }

    /// The one place that reports what failed before a run was opened.
    private Outcome refused(Job job, StepFailure failure, long started) {
        notebook.refused(job.scanned(), failure);
        return outcome(job.scanned(), failure, started);
    }

    private static StepFailure brokenOff(Job job, StepWatch watch, RuntimeException bug) {
        LOG.error("run of {} broke off", job.scanned(), bug);
        return new StepFailure(watch.reached(), Fault.INTERNAL, bug.getClass().getSimpleName(), bug);
    }

    private PortAddress port(Job job) throws StepFailure {
        var slots = bench.config().slots();
        var address = job.address()
                .or(() -> Optional.ofNullable(slots.get(job.slot())))
                .orElseThrow(() -> new StepFailure(Step.SCAN, Fault.CONFIGURATION, "there is no slot " + job.slot()));
        try {
            return PortAddress.parse(address);
        } catch (IllegalArgumentException e) {
            throw new StepFailure(Step.SCAN, Fault.CONFIGURATION, e.getMessage(), e);
        }
    }

    private Outcome inJournal(Job job, PortAddress port, Unit.Scanned scanned, StepWatch watch, long started)
            throws StepFailure {
        try (var journal = bench.journal().unit(scanned.serial())) {
            var id = new UuidV7(bench.clock(), bench.random()).next();
            open(id, job, scanned, journal);
            return inRun(new Attempt(id, job, port, scanned, journal, watch), started);
        } catch (JournalInUse e) {
            throw new StepFailure(Step.SCAN, Fault.UNIT_IN_WORK, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StepFailure(Step.SCAN, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// A run that is open in journal and books: from here on its end is written into both.
    private record Attempt(
            UUID id, Job job, PortAddress port, Unit.Scanned scanned, UnitJournal journal, StepWatch watch) {

        SerialNumber serial() {
            return scanned.serial();
        }
    }

    private Outcome inRun(Attempt attempt, long started) {
        try {
            var chip = take(attempt);
            var outcome = new Outcome.Passed(attempt.serial().text(), chip, Step.LABEL, since(started));
            tidy(
                    notebook.passed(
                            attempt.journal(), attempt.id(), attempt.watch().took()),
                    attempt);
            return outcome;
        } catch (StepFailure failure) {
            return failed(attempt, failure, started);
        } catch (RuntimeException e) {
            return failed(attempt, brokenOff(attempt.job(), attempt.watch(), e), started);
        }
    }

    private Outcome failed(Attempt attempt, StepFailure failure, long started) {
        tidy(notebook.failed(attempt.journal(), attempt.id(), attempt.watch().took(), failure), attempt);
        return outcome(attempt.serial().text(), failure, started);
    }

    /// @param inBooks whether all of the run is in the books; else the journal is all that there is
    private void tidy(boolean inBooks, Attempt attempt) {
        if (inBooks) {
            SpentCredentials.tidy(bench, attempt.journal());
        }
    }

    private static Outcome outcome(String serial, StepFailure failure, long started) {
        if (failure instanceof Stopped stop) {
            return new Outcome.Abandoned(serial, stop.step(), stop.left(), stop.burnedPercent(), since(started));
        }
        return Outcome.of(serial, failure, since(started));
    }

    private String take(Attempt attempt) throws StepFailure {
        try (var _ = PortTurn.at(attempt.port()).work();
                var link = ChargerLink.open(attempt.port(), LinkTimes.standard())) {
            Labels.warmUp();
            var run = new Run(attempt.id(), attempt.job().slot(), bench, link, attempt.journal(), attempt.watch());
            try {
                return walk(attempt.scanned(), run, attempt.watch());
            } finally {
                measure(run);
            }
        } catch (LinkException e) {
            throw Failures.of(Step.IDENTIFY, e, Fault.CHARGER_MISBEHAVED);
        }
    }

    private static void measure(Run run) {
        var link = run.link().statistics();
        run.listener().measured("link.bytes-out", link.bytesOut());
        run.listener().measured("link.bytes-in", link.bytesIn());
        run.listener().measured("link.requests", link.requests());
        run.listener().measured("link.resent-requests", link.resentRequests());
        run.listener().measured("link.dropped-frames", link.droppedFrames());
        run.listener().measured("link.waiting-us", link.waitingNanos() / 1_000);
        run.listener().measured("charger.us", link.chargerMicros());
        run.state().measurements().forEach((name, value) -> {
            if (name.startsWith("tpm.") && value.matches("[0-9]+")) {
                run.listener().measured(name, Long.parseLong(value));
            }
        });
    }

    /// The way of a unit. Leave a step out, and this does not compile.
    private String walk(Unit.Scanned scanned, Run run, StepWatch watch) throws StepFailure {
        var identified = watch.step(Step.IDENTIFY, UnitState.IDENTIFIED, () -> IdentifyStep.take(scanned, run));
        try {
            switch (identified.standing()) {
                case Unit.Standing.Blank _ -> {}
                case Unit.Standing.InTrial _ -> watch.goesOnFrom(UnitState.ORDERED);
                case Unit.Standing.IsLocked _ -> watch.goesOnFrom(UnitState.LOCKED);
            }
            KeyStep.prepare(identified, run);
            notebook.reached(run.journal(), UnitState.IDENTIFIED);
            var burned = watch.step(Step.BURN, UnitState.BURNED, () -> BurnStep.take(identified, run));
            notebook.reached(run.journal(), UnitState.BURNED);
            var keyed = watch.step(Step.KEY, UnitState.KEYED, () -> KeyStep.take(burned, run));
            notebook.reached(run.journal(), UnitState.KEYED);
            var ordered = watch.step(Step.ORDER, UnitState.ORDERED, () -> OrderStep.take(keyed, run));
            notebook.reached(run.journal(), UnitState.ORDERED);
            var attested = watch.step(Step.ATTEST, UnitState.ATTESTED, () -> AttestStep.take(ordered, run));
            notebook.reached(run.journal(), UnitState.ATTESTED);
            var locked = watch.step(Step.LOCK, UnitState.LOCKED, () -> LockStep.take(attested, run));
            notebook.reached(run.journal(), UnitState.LOCKED);
            var recorded = watch.step(Step.RECORD, UnitState.RECORDED, () -> RecordStep.take(locked, run));
            watch.step(Step.LABEL, UnitState.LABELLED, () -> LabelStep.take(recorded, run));
            notebook.reached(run.journal(), UnitState.LABELLED);
            return identified.chip().hex();
        } catch (StepFailure failure) {
            boolean inBurn = failure instanceof Stopped && watch.reached() == failure.step();
            if (failure.getCause() instanceof LinkException || inBurn) {
                // else the TPM's sessions are flushed over a line that does not answer, for minutes, or that still
                // carries answers about blocks
                run.link().close();
            }
            throw failure;
        } finally {
            if (identified.standing() instanceof Unit.Standing.Blank(var tpm)) {
                tpm.close();
            }
        }
    }

    private void open(UUID id, Job job, Unit.Scanned scanned, UnitJournal journal) throws StepFailure {
        var author = bench.author();
        var run = new RunRecord(
                id,
                scanned.serial(),
                bench.config().stationId(),
                job.slot(),
                author.person(),
                author.versions(),
                bench.clock().instant(),
                Optional.empty());
        notebook.opened(journal, run, scanned.plan().workOrder().number());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
