package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.NewEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into the books what happened to a unit, good and bad.
final class Notebook {

    private static final Logger LOG = LoggerFactory.getLogger(Notebook.class);

    /// Faults after which nobody goes on with the unit until a lead has decided.
    private static final Set<Fault> QUARANTINE =
            Set.of(Fault.CHIP_KNOWN, Fault.SERIAL_HAS_OTHER_CHIP, Fault.TPM_TAMPERED, Fault.LOCK_NOT_HELD);

    private static final Map<Step, UnitState> BEFORE = new EnumMap<>(Map.of(
            Step.SCAN, UnitState.SCANNED,
            Step.IDENTIFY, UnitState.SCANNED,
            Step.BURN, UnitState.IDENTIFIED,
            Step.KEY, UnitState.BURNED,
            Step.ORDER, UnitState.KEYED,
            Step.ATTEST, UnitState.ORDERED,
            Step.LOCK, UnitState.ATTESTED,
            Step.RECORD, UnitState.LOCKED,
            Step.LABEL, UnitState.RECORDED,
            Step.RELEASE, UnitState.LABELLED));

    private final Bench bench;

    Notebook(Bench bench) {
        this.bench = bench;
    }

    /// The unit came this far.
    void reached(SerialNumber serial, UnitState state) throws StepFailure {
        try {
            bench.books().units().reach(serial, state, bench.author());
        } catch (BooksException e) {
            throw new StepFailure(Step.RECORD, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// A run that was never opened.
    void refused(String scanned, StepFailure failure) {
        append("run.refused", serialOf(scanned), Optional.empty(), failure);
    }

    /// A run that ended badly.
    void failed(UUID run, SerialNumber serial, StepFailure failure) {
        append(
                failure instanceof Stopped ? "run.stopped" : "run.failed",
                Optional.of(serial),
                Optional.of(run),
                failure);
        if (!QUARANTINE.contains(failure.fault())) {
            return;
        }
        try {
            bench.books()
                    .units()
                    .decide(serial, UnitState.QUARANTINED, failure.fault().toString(), bench.author());
        } catch (BooksException e) {
            LOG.warn("{} was not put into quarantine: {}", serial, e.getMessage());
        }
    }

    /// How a run ended that failed.
    RunRecord.RunEnd end(StepFailure failure) {
        var result = switch (failure.fault().acts()) {
            case UNIT -> RunResult.UNIT_REJECTED;
            case STATION -> RunResult.STATION_FAULTED;
            case OPERATOR, LEAD -> RunResult.ABANDONED;
        };
        return new RunRecord.RunEnd(
                bench.clock().instant(),
                result,
                failure instanceof Stopped stop ? stop.left() : BEFORE.get(failure.step()),
                failure.fault().code(),
                shortened(failure.fault().text() + (failure.detail().isEmpty() ? "" : ": " + failure.detail())));
    }

    private void append(String action, Optional<SerialNumber> serial, Optional<UUID> run, StepFailure failure) {
        LOG.info("{} {}: {}", action, serial.map(SerialNumber::text).orElse("-"), failure.getMessage());
        try {
            bench.books()
                    .events()
                    .append(
                            new NewEvent(action, serial, run, EventRecord.Result.REFUSED, failure.getMessage()),
                            bench.author());
        } catch (BooksException e) {
            LOG.warn("an event was not booked: {}", e.getMessage());
        }
    }

    private static Optional<SerialNumber> serialOf(String scanned) {
        try {
            return Optional.of(SerialNumber.parse(scanned.strip()));
        } catch (MalformedSerial e) {
            return Optional.empty();
        }
    }

    private static String shortened(String text) {
        return text.length() > 500 ? text.substring(0, 500) : text;
    }
}
