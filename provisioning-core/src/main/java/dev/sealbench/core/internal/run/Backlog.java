package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.BooksUnavailable;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalInUse;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Units of which the journal holds more than the books, because the books could not be used for a while. Looks again
/// and again, after pauses that differ from station to station, and books what is late when the books are back; before
/// that no new unit starts. docs/design/054-lost-database.md.
///
/// Knows only what happened in this process; [CatchUp] finds what an earlier one left.
///
/// Safe to share between threads.
public final class Backlog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /// How long a unit that is locked and proven keeps its slot for books that only start again.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Books books;
    private final Journal journal;
    private final Clock clock;
    private final Author author;
    private final Duration patience;

    /// Units, in the order in which they became late, with the end of their last run where the journal does not hold
    /// it, or not all of it; guarded by this object, as is all below.
    private final Map<SerialNumber, Optional<Ending>> late = new LinkedHashMap<>();

    private Optional<Instant> awaySince = Optional.empty();

    /// They are there, and another program works in them as this station.
    private boolean isTaken;

    private int booked;

    private final ReentrantLock settling = new ReentrantLock();
    private final Retries retries = new Retries(this::isUpToDate, this::settleAll);

    /// @param author who is at the station, for the event that says that the books are back
    /// @param patience how long [#awaitBooks] waits
    Backlog(Books books, Journal journal, Clock clock, Author author, Duration patience) {
        this.books = books;
        this.journal = journal;
        this.clock = clock;
        this.author = author;
        this.patience = patience;
    }

    /// Whether the books could not be used when they were tried last.
    synchronized boolean isAway() {
        return awaySince.isPresent();
    }

    /// Whether the books lack something of this unit.
    synchronized boolean holds(SerialNumber serial) {
        return late.containsKey(serial);
    }

    /// How many units are late.
    synchronized int size() {
        return late.size();
    }

    /// The books were tried, and could not be used, for something of this unit that its journal holds.
    void late(SerialNumber serial, BooksUnavailable why) {
        add(serial, Optional.empty());
        away(why);
    }

    /// The books are away, and were not tried for something of this unit that its journal holds.
    void late(SerialNumber serial) {
        add(serial, Optional.empty());
    }

    /// As [#late(SerialNumber)], with the end of its run.
    void late(Ending ending) {
        add(ending.serial(), Optional.of(ending));
    }

    /// The end of a run is not in the books, and perhaps not in the journal.
    void late(Ending ending, Exception why) {
        add(ending.serial(), Optional.of(ending));
        if (why instanceof BooksUnavailable) {
            away(why);
        } else {
            LOG.warn("the end of run {} of {} is not written yet: {}", ending.run(), ending.serial(), why.getMessage());
        }
    }

    private void add(SerialNumber serial, Optional<Ending> ending) {
        synchronized (this) {
            late.merge(serial, ending, (before, now) -> now.isPresent() ? now : before);
        }
        retries.begin();
    }

    /// The books were tried, and could not be used.
    void away(Exception why) {
        synchronized (this) {
            isTaken = why instanceof BooksRefused;
            if (awaySince.isEmpty()) {
                awaySince = Optional.of(clock.instant());
                LOG.error(
                        "the books cannot be used; no new unit starts, those under way go on in the journal: {}",
                        why.getMessage());
            }
        }
        retries.begin();
    }

    /// Before a new unit: what is late is booked first.
    ///
    /// @throws StepFailure when the books cannot be used
    void requireBooks() throws StepFailure {
        if (isUpToDate()) {
            return;
        }
        settleAll();
        synchronized (this) {
            if (awaySince.isPresent()) {
                throw new StepFailure(
                        Step.SCAN,
                        isTaken ? Fault.HOME_IN_USE : Fault.BOOKS_UNAVAILABLE,
                        "since %s; units that wait to be booked: %d".formatted(awaySince.get(), late.size()));
            }
        }
    }

    private synchronized boolean isUpToDate() {
        return late.isEmpty() && awaySince.isEmpty();
    }

    /// Waits a little for books that are away.
    ///
    /// @return whether they are back
    synchronized boolean awaitBooks() {
        long ends = System.nanoTime() + patience.toNanos();
        try {
            for (long left = ends - System.nanoTime(); left > 0 && isAway(); left = ends - System.nanoTime()) {
                wait(1 + left / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !isAway();
    }

    /// Books what is late of a unit whose run goes on.
    ///
    /// @param unit the caller's
    void settle(UnitJournal unit) throws StepFailure, BooksException, JournalException {
        settle(unit, true);
    }

    /// As [#settle], of a unit whose run ended.
    void settleEnded(UnitJournal unit) throws StepFailure, BooksException, JournalException {
        settle(unit, false);
    }

    private void settle(UnitJournal unit, boolean running) throws StepFailure, BooksException, JournalException {
        Optional<Ending> known;
        synchronized (this) {
            if (!late.containsKey(unit.serial())) {
                return;
            }
            known = late.get(unit.serial());
        }
        new Settling(books, unit, clock, author, known).settle(running);
        synchronized (this) {
            late.remove(unit.serial());
            booked++;
        }
    }

    /// Tries every unit that no slot works on, and notices whether the books are back. One thread at a time.
    private void settleAll() {
        settling.lock();
        try {
            if (!isUpToDate()) {
                settleEach();
            }
        } finally {
            settling.unlock();
        }
    }

    private void settleEach() {
        if (isGone()) {
            return;
        }
        for (var serial : serials()) {
            if (!isSettled(serial) && isGone()) {
                return;
            }
        }
        back();
    }

    private boolean isSettled(SerialNumber serial) {
        try (var unit = journal.unit(serial)) {
            writeEnd(unit);
            settleEnded(unit);
            return true;
        } catch (JournalInUse e) {
            LOG.debug("{} is being worked on", serial); // the end of that run settles it
            return true;
        } catch (JournalException | BooksException | StepFailure e) {
            LOG.warn("{} is not booked yet: {}", serial, e.getMessage());
            return false;
        }
    }

    private synchronized List<SerialNumber> serials() {
        return List.copyOf(late.keySet());
    }

    /// The disk may have refused it when the run ended.
    private void writeEnd(UnitJournal unit) throws JournalException {
        Optional<Ending> ending;
        synchronized (this) {
            ending = late.getOrDefault(unit.serial(), Optional.empty());
        }
        var run = unit.state().openRun();
        if (run.isPresent()
                && ending.filter(each -> each.run().equals(run.get().run())).isPresent()) {
            unit.append(ending.get().entry());
        }
    }

    private boolean isGone() {
        try {
            books.requireClaim();
            books.events().stations();
            return false;
        } catch (BooksException e) {
            away(e);
            return true;
        }
    }

    private void back() {
        Instant since;
        int units;
        synchronized (this) {
            if (awaySince.isEmpty()) {
                return;
            }
            since = awaySince.get();
            units = booked;
        }
        var text = "the books could not be used since %s; units booked late: %d".formatted(since, units);
        try {
            books.events()
                    .append(
                            new NewEvent("books.back", Optional.empty(), Optional.empty(), EventRecord.Result.OK, text),
                            author);
        } catch (BooksException e) {
            return; // gone again
        }
        synchronized (this) {
            awaySince = Optional.empty();
            booked = 0;
            notifyAll();
        }
        LOG.info("the books are back: {}", text);
    }

    /// Looks no more. What is late stays in the journal, for the next process.
    @Override
    public void close() {
        retries.close();
    }
}
