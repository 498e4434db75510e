package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.journal.JournalEntry;
import dev.sealbench.core.internal.journal.JournalEntry.BurnDone;
import dev.sealbench.core.internal.journal.JournalEntry.FinalReceipt;
import dev.sealbench.core.internal.journal.JournalEntry.OrderAcknowledged;
import dev.sealbench.core.internal.journal.JournalEntry.OrderIntended;
import dev.sealbench.core.internal.journal.JournalEntry.RunClosed;
import dev.sealbench.core.internal.journal.JournalEntry.RunOpened;
import dev.sealbench.core.internal.journal.JournalEntry.TrialReceipt;
import dev.sealbench.core.internal.journal.JournalEntry.Voided;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalState;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what one unit's journal holds of runs that are open in the books into the books: in the order of the journal,
/// as whoever ran them, each part once however often it is done. An end of a run closes it, so it comes last.
///
/// One thread, once.
final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    /// Faults after which nobody goes on with the unit until a lead has decided.
    private static final Set<Fault> QUARANTINE =
            Set.of(Fault.CHIP_KNOWN, Fault.SERIAL_HAS_OTHER_CHIP, Fault.TPM_TAMPERED, Fault.LOCK_NOT_HELD);

    private final Books books;
    private final UnitJournal journal;
    private final Clock clock;
    private final Optional<Ending> known;

    /// Runs of the unit that the books hold without an end.
    private Map<UUID, RunRecord> open = Map.of();

    private Optional<RunRecord> run = Optional.empty();
    private Author author;
    private boolean voided;

    /// @param author for what no run in the journal says it of
    /// @param known the end of the run that ended last, when its own process is still there: it knows more
    Settling(Books books, UnitJournal journal, Clock clock, Author author, Optional<Ending> known) {
        this.books = books;
        this.journal = journal;
        this.clock = clock;
        this.author = author;
        this.known = known;
    }

    /// @param running whether the run that was opened last goes on; else, without an end, it was interrupted
    void settle(boolean running) throws StepFailure, BooksException, JournalException {
        open = books.runs().unfinished(journal.serial()).stream()
                .collect(Collectors.toMap(RunRecord::id, Function.identity()));
        var state = journal.state();
        int booked = lastBookedVoid(state);
        for (int i = 0; i < state.recorded().size(); i++) {
            var recorded = state.recorded().get(i);
            switch (recorded.entry()) {
                case RunOpened opened -> begin(opened);
                case RunClosed closed -> end(Ending.of(journal.serial(), recorded, closed));
                default -> bring(recorded.entry(), i, booked);
            }
        }
        book();
        if (!running && run.isPresent()) {
            interrupted(run.get());
        }
    }

    private void begin(RunOpened opened) throws BooksException, JournalException {
        if (run.isPresent()) {
            interrupted(run.get()); // its process died, and the next one could not write its end
        }
        run = Optional.ofNullable(open.get(opened.run()));
        author = new Author(opened.person(), opened.versions());
        voided = false;
    }

    private void end(Ending ending) throws BooksException {
        if (run.filter(each -> each.id().equals(ending.run())).isEmpty()) {
            return;
        }
        if (!voided && ending.end().reached().compareTo(UnitState.LOCKED) <= 0) {
            reach(ending.end().reached());
        }
        if (ending.end().result() == RunResult.PASSED) {
            reach(UnitState.LABELLED);
        }
        var fuller = known.filter(each -> each.run().equals(ending.run())).orElse(ending);
        close(books, fuller, author);
        run = Optional.empty();
    }

    private void interrupted(RunRecord cutOff) throws BooksException, JournalException {
        var end =
                new RunRecord.RunEnd(clock.instant(), RunResult.INTERRUPTED, UnitState.SCANNED, 0, "the program ended");
        var ending = new Ending(journal.serial(), cutOff.id(), end, Map.of(), Optional.empty());
        if (journal.state()
                .openRun()
                .filter(each -> each.run().equals(cutOff.id()))
                .isPresent()) {
            journal.append(ending.entry());
        }
        close(books, ending, author);
        run = Optional.empty();
    }

    /// Notes in the books how a run ended, and what that means for its unit.
    static void close(Books books, Ending ending, Author author) throws BooksException {
        for (var fault : QUARANTINE) {
            if (fault.code() == ending.end().faultCode()) {
                quarantine(books, ending, fault, author);
            }
        }
        books.runs().close(ending.run(), ending.end(), ending.took(), ending.event(), author);
    }

    private static void quarantine(Books books, Ending ending, Fault fault, Author author) throws BooksException {
        try {
            books.units().decide(ending.serial(), UnitState.QUARANTINED, fault.toString(), author);
        } catch (BooksRefused e) {
            LOG.warn("{} was not put into quarantine: {}", ending.serial(), e.getMessage());
        }
    }

    private void bring(JournalEntry entry, int index, int bookedVoid)
            throws StepFailure, BooksException, JournalException {
        if (run.isEmpty() || index <= bookedVoid) {
            return;
        }
        switch (entry) {
            case BurnDone _ -> reach(UnitState.BURNED);
            case OrderIntended _ -> reach(UnitState.KEYED);
            case OrderAcknowledged _ -> reach(UnitState.ORDERED);
            case TrialReceipt _ -> reach(UnitState.ATTESTED);
            case FinalReceipt _ -> {
                reach(UnitState.LOCKED);
                book();
            }
            case Voided gaveUp -> revert(gaveUp, journal.state().after(index));
            default -> {
                // says nothing that the books do not hold already, or comes with another
            }
        }
    }

    /// The unit came this far, by way of all states between.
    private void reach(UnitState state) throws BooksException {
        try {
            for (var each : EnumSet.range(UnitState.SCANNED, state)) {
                if (each != UnitState.SCANNED && each != UnitState.RECORDED) {
                    books.units().reach(journal.serial(), each, author);
                }
            }
        } catch (BooksRefused e) {
            LOG.warn("{} stays what it is: {}", journal.serial(), e.getMessage()); // scrapped, say, meanwhile
        }
    }

    private void revert(Voided gaveUp, JournalState before) throws StepFailure, BooksException {
        voided = true;
        if (isBookable(before)) {
            var file = RecordStep.file(
                    journal.serial(), before.decision().orElseThrow().order(), before);
            try {
                books.documents().bookReverted(file, gaveUp.reason(), author);
            } catch (BooksRefused e) {
                notBooked("its trial was reverted, and the books refuse to note it: " + e.getMessage());
            }
        }
    }

    /// What stands before it in the journal is in the books: brought again, it would be later than the revert.
    private int lastBookedVoid(JournalState state) throws BooksException {
        for (int i = state.recorded().size() - 1; i >= 0; i--) {
            if (state.recorded().get(i).entry() instanceof Voided) {
                var before = state.after(i);
                if (isBookable(before)
                        && books.documents()
                                .find(before.decision().orElseThrow().order())
                                .isPresent()) {
                    return i;
                }
            }
        }
        return -1;
    }

    /// Whether there was a trial to be reverted, or the credentials were only given up.
    static boolean isBookable(JournalState before) {
        return before.decision().isPresent() && before.acknowledged().isPresent();
    }

    private void book() throws StepFailure, BooksException, JournalException {
        if (!journal.state().isToBeBooked()) {
            return;
        }
        try {
            RecordStep.book(books, journal, author);
        } catch (BooksRefused e) {
            notBooked("it is locked and proven, and the books refuse to note it: " + e.getMessage());
        }
    }

    private void notBooked(String why) throws BooksException {
        notBooked(books, new NotBooked(journal.serial(), run.map(RunRecord::id), why), author);
    }

    /// What the books refuse to hear of one unit.
    ///
    /// @param run in which it happened, when that is open
    record NotBooked(SerialNumber serial, Optional<UUID> run, String why) {}

    /// Says in the log, once, what a journal holds and the books do not take. The other units are booked all the same.
    static void notBooked(Books books, NotBooked what, Author author) throws BooksException {
        LOG.error("{}: {}", what.serial(), what.why());
        var event = new NewEvent(
                "unit.not-booked", Optional.of(what.serial()), what.run(), EventRecord.Result.FAILED, what.why());
        boolean said = books.events().ofUnit(what.serial()).stream()
                .anyMatch(each ->
                        each.action().equals(event.action()) && each.detail().equals(event.detail()));
        if (!said) {
            books.events().append(event, author);
        }
    }
}
