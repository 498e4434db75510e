package dev.sealbench.core.internal.run;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.journal.JournalEntry.Voided;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalInUse;
import dev.sealbench.core.internal.journal.UnitJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes sealed credentials out of the journal once the books are the only ones that need them: else
/// shredding them in the books would leave a copy.
final class SpentCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(SpentCredentials.class);

    /// Why a journal gives up credentials that went into no charger.
    static final String REPLACED = "the books have other credentials for this unit";

    private SpentCredentials() {}

    /// Does it for one unit, and closes its journal. A failure is only logged: what was asked for is done by now, and
    /// the next start of the station finds what is left.
    static void tidy(Bench bench, UnitJournal journal) {
        try {
            remove(bench, journal);
        } catch (JournalException | BooksException e) {
            LOG.warn("the journal of {} still holds sealed credentials: {}", journal.serial(), e.getMessage());
        }
    }

    /// As [#tidy], for a unit that no slot works on; one that a slot works on is left to the end of that run.
    static void tidy(Bench bench, SerialNumber serial) {
        try {
            if (!bench.backlog().holds(serial) && bench.journal().peek(serial).holdsCredentials()) {
                tidy(bench, bench.journal().unit(serial));
            }
        } catch (JournalInUse e) {
            LOG.info("{} is being worked on", serial);
        } catch (JournalException e) {
            LOG.warn("the journal of {} may still hold sealed credentials: {}", serial, e.getMessage());
        }
    }

    /// Does it for every unit that an earlier process left behind.
    static void tidyAll(Bench bench) throws JournalException, BooksException {
        for (var serial : bench.journal().survey().withCredentials()) {
            try (var journal = bench.journal().unit(serial)) {
                remove(bench, journal);
            }
        }
    }

    private static void remove(Bench bench, UnitJournal journal) throws JournalException, BooksException {
        try (journal) {
            if (!journal.state().holdsCredentials()) {
                return;
            }
            giveUpReplaced(bench, journal);
            boolean over = isOver(bench, journal.serial());
            if (journal.state().holdsSpentCredentials(over)) {
                bench.journal().compact(journal, over);
            }
        }
    }

    /// Another station drew others since, and perhaps they were shredded. What the books do not know at all stays: they
    /// may come from a backup, and this may be the only copy.
    private static void giveUpReplaced(Bench bench, UnitJournal journal) throws JournalException, BooksException {
        var live = journal.state().credentials();
        boolean ordered = !journal.state().orders().isEmpty(); // the charger may obey it: a run decides, not this
        if (live.isPresent()
                && !ordered
                && bench.books().secrets().isSpent(journal.serial(), live.get().salt())) {
            journal.append(new Voided(REPLACED));
        }
    }

    /// Labelled once, a unit is never keyed, ordered or labelled by a run again, whatever is decided about it later.
    private static boolean isOver(Bench bench, SerialNumber serial) throws BooksException {
        return bench.books().units().history(serial).stream()
                .anyMatch(change -> change.state() == UnitState.LABELLED || change.state() == UnitState.SCRAPPED);
    }
}
