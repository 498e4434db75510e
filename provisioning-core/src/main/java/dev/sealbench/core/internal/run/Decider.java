package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.document.Decisions.Trial;
import dev.sealbench.core.internal.journal.JournalEntry.Released;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import java.util.Optional;

/// Carries out what people decide about a unit outside of a run.
public final class Decider {

    private final Bench bench;
    private final Connected connected;

    public Decider(Bench bench) {
        this.bench = bench;
        this.connected = new Connected(bench, Fault.OTHER_LABEL);
    }

    /// Reverts the trial of the connected unit.
    ///
    /// @throws StationException when it is another unit, is not in TRIAL, or was confirmed
    public UnitState revert(SerialNumber serial, int slot, String reason) throws StationException {
        connected.with(serial, slot, (run, hello) -> {
            if (hello.lifecycle() != Lifecycle.TRIAL) {
                throw new StepFailure(Step.ATTEST, Fault.WRONG_STATE, "it is " + hello.lifecycle());
            }
            if (run.state().order(Digest.of(hello.orderDigest())).isEmpty()) {
                throw new StepFailure(Step.ATTEST, Fault.FOREIGN_ORDER, "");
            }
            return Trials.revert(new Trial(hello.orderDigest(), hello.trialId()), run, reason);
        });
        SpentCredentials.tidy(bench, serial);
        return UnitState.REVERTED;
    }

    /// Ends a unit in the books, for good.
    public UnitState scrap(SerialNumber serial, String reason) throws StationException {
        Desks.ask(() -> {
            bench.books().units().decide(serial, UnitState.SCRAPPED, reason, bench.author());
            return null;
        });
        SpentCredentials.tidy(bench, serial);
        return UnitState.SCRAPPED;
    }

    /// Lifts a quarantine.
    public UnitState liftQuarantine(SerialNumber serial, String reason) throws StationException {
        return Desks.ask(() -> bench.books().units().liftQuarantine(serial, reason, bench.author()));
    }

    /// Releases a labelled unit.
    public UnitState release(SerialNumber serial, Optional<Integer> slot) throws StationException {
        var unit = Desks.ask(() -> bench.books().units().find(serial))
                .orElseThrow(() -> new StationException(Fault.NOT_ON_THIS_STATION, serial.text()));
        return switch (unit.state()) {
            case QUARANTINED -> throw new StationException(Fault.UNIT_QUARANTINED, "");
            case LABELLED -> released(serial, slot);
            case RELEASED -> UnitState.RELEASED;
            default -> throw new StationException(Fault.WRONG_STATE, "it is " + unit.state());
        };
    }

    private UnitState released(SerialNumber serial, Optional<Integer> slot) throws StationException {
        if (slot.isPresent()) {
            connected.with(serial, slot.get(), (_, hello) -> requireLocked(hello));
        }
        try (var journal = bench.journal().unit(serial)) {
            if (!journal.state().isReleased() && journal.state().isBooked()) {
                journal.append(new Released());
            }
            Desks.ask(() -> {
                bench.books().units().advance(serial, UnitState.RELEASED, bench.author());
                return null;
            });
            return UnitState.RELEASED;
        } catch (JournalException e) {
            throw new StationException(Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Hello requireLocked(Hello hello) throws StepFailure {
        if (hello.lifecycle() != Lifecycle.LOCKED) {
            throw new StepFailure(Step.RELEASE, Fault.WRONG_STATE, "the connected unit is " + hello.lifecycle());
        }
        return hello;
    }
}
