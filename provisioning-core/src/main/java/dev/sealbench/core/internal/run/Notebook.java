package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.BooksUnavailable;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.journal.JournalEntry.RunOpened;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what happened to a unit, good and bad: into journal and books, or, while the books are away, into the
/// journal and the [Backlog].
final class Notebook {

    private static final Logger LOG = LoggerFactory.getLogger(Notebook.class);

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

    private final Books books;
    private final Backlog backlog;
    private final Author author;
    private final Clock clock;

    Notebook(Bench bench) {
        this(bench.books(), bench.backlog(), bench.author(), bench.clock());
    }

    Notebook(Books books, Backlog backlog, Author author, Clock clock) {
        this.books = books;
        this.backlog = backlog;
        this.author = author;
        this.clock = clock;
    }

    /// A run begins: in the journal first.
    void opened(UnitJournal journal, RunRecord run, String workOrder) throws StepFailure {
        try {
            journal.append(new RunOpened(run.id(), workOrder, run.person(), run.versions(), run.slot()));
            books.runs().open(run, author);
        } catch (BooksRefused e) {
            throw notOpened(journal, run, new StepFailure(Step.SCAN, ScanStep.faultOf(e.refusal()), e.getMessage(), e));
        } catch (JournalException e) {
            throw new StepFailure(Step.SCAN, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksUnavailable e) {
            backlog.late(run.serial(), e); // it may be open in them all the same
            throw new StepFailure(Step.SCAN, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.SCAN, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// The journal must not have a run that the books do not know.
    private StepFailure notOpened(UnitJournal journal, RunRecord run, StepFailure refusal) {
        try {
            journal.append(new Ending(run.serial(), run.id(), end(refusal), Map.of(), Optional.empty()).entry());
        } catch (JournalException e) {
            refusal.addSuppressed(e); // the refusal itself is what the person has to hear
        }
        return refusal;
    }

    /// The unit came this far. Books that are away hear of it later, from the journal.
    void reached(UnitJournal journal, UnitState state) throws StepFailure {
        if (backlog.isAway()) {
            backlog.late(journal.serial());
            return;
        }
        try {
            backlog.settle(journal);
            books.units().reach(journal.serial(), state, author);
        } catch (BooksUnavailable e) {
            backlog.late(journal.serial(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.RECORD, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StepFailure(Step.RECORD, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Books the unit, whose final receipt stands in the journal. Books that only start again are waited for.
    void recorded(UnitJournal journal) throws StepFailure {
        try {
            do {
                if (!backlog.awaitBooks()) {
                    backlog.late(journal.serial());
                    throw new StepFailure(Step.RECORD, Fault.BOOKED_LATER, "");
                }
            } while (!isRecorded(journal));
        } catch (BooksException e) {
            throw new StepFailure(Step.RECORD, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StepFailure(Step.RECORD, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private boolean isRecorded(UnitJournal journal) throws StepFailure, BooksException, JournalException {
        try {
            backlog.settle(journal);
            if (!journal.state().isBooked()) {
                RecordStep.book(books, journal, author);
            }
            return true;
        } catch (BooksUnavailable e) {
            backlog.late(journal.serial(), e);
            return false;
        }
    }

    /// A run that was never opened.
    void refused(String scanned, StepFailure failure) {
        noticeAway(failure);
        var event = event("run.refused", serialOf(scanned), Optional.empty(), failure);
        if (backlog.isAway()) {
            return; // it says so itself, and trying would only make somebody wait
        }
        try {
            books.events().append(event, author);
        } catch (BooksException e) {
            LOG.warn("an event was not booked: {}", e.getMessage());
        }
    }

    /// A run ended well.
    ///
    /// @return whether journal and books hold all of the run
    boolean passed(UnitJournal journal, UUID run, Map<Step, Duration> took) {
        var end = new RunRecord.RunEnd(clock.instant(), RunResult.PASSED, UnitState.LABELLED, 0, "");
        return ended(journal, new Ending(journal.serial(), run, end, took, Optional.empty()));
    }

    /// A run ended badly.
    ///
    /// @return whether journal and books hold all of the run
    boolean failed(UnitJournal journal, UUID run, Map<Step, Duration> took, StepFailure failure) {
        noticeAway(failure);
        var action = failure instanceof Stopped ? "run.stopped" : "run.failed";
        var event = event(action, Optional.of(journal.serial()), Optional.of(run), failure);
        return ended(journal, new Ending(journal.serial(), run, end(failure), took, Optional.of(event)));
    }

    /// A question or a change that waited for the books in vain is the last one that does.
    private void noticeAway(StepFailure failure) {
        if (failure.getCause() instanceof BooksUnavailable why) {
            backlog.away(why);
        }
    }

    private boolean ended(UnitJournal journal, Ending ending) {
        try {
            journal.append(ending.entry());
            if (backlog.isAway() || backlog.holds(ending.serial())) {
                backlog.late(ending);
            }
            if (backlog.isAway()) {
                return false;
            }
            backlog.settleEnded(journal);
            Settling.close(books, ending, author);
            return true;
        } catch (JournalException | BooksException | StepFailure e) {
            backlog.late(ending, e);
            return false;
        }
    }

    /// How a run ended that failed.
    private RunRecord.RunEnd end(StepFailure failure) {
        var result = switch (failure.fault().acts()) {
            case UNIT -> RunResult.UNIT_REJECTED;
            case STATION -> RunResult.STATION_FAULTED;
            case OPERATOR, LEAD -> RunResult.ABANDONED;
        };
        return new RunRecord.RunEnd(
                clock.instant(),
                result,
                failure instanceof Stopped stop ? stop.left() : BEFORE.get(failure.step()),
                failure.fault().code(),
                shortened(failure.fault().text() + (failure.detail().isEmpty() ? "" : ": " + failure.detail())));
    }

    private static NewEvent event(
            String action, Optional<SerialNumber> serial, Optional<UUID> run, StepFailure failure) {
        LOG.info("{} {}: {}", action, serial.map(SerialNumber::text).orElse("-"), failure.getMessage());
        return new NewEvent(action, serial, run, EventRecord.Result.REFUSED, failure.getMessage());
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
