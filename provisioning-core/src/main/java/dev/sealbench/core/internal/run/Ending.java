package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.journal.JournalEntry.RunClosed;
import dev.sealbench.core.internal.journal.Recorded;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How a run ended: written into the journal first, then into the books.
///
/// Immutable.
///
/// @param took what each step took that was done from its beginning to its end; the journal does not keep it
/// @param event what went wrong, for the log
record Ending(SerialNumber serial, UUID run, RunRecord.RunEnd end, Map<Step, Duration> took, Optional<NewEvent> event) {

    RunClosed entry() {
        return new RunClosed(run, end.result(), end.reached(), end.faultCode(), end.reason());
    }

    /// As it stands in the journal.
    static Ending of(SerialNumber serial, Recorded recorded, RunClosed closed) {
        var end = new RunRecord.RunEnd(
                recorded.at(), closed.result(), closed.reached(), closed.faultCode(), closed.reason());
        return new Ending(serial, closed.run(), end, Map.of(), event(serial, closed));
    }

    private static Optional<NewEvent> event(SerialNumber serial, RunClosed closed) {
        if (closed.result() == RunResult.PASSED || closed.result() == RunResult.INTERRUPTED) {
            return Optional.empty();
        }
        var action = closed.faultCode() == Fault.STOPPED.code() ? "run.stopped" : "run.failed";
        return Optional.of(new NewEvent(
                action,
                Optional.of(serial),
                Optional.of(closed.run()),
                EventRecord.Result.REFUSED,
                closed.faultCode() + " " + closed.reason()));
    }
}
