package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.journal.JournalEntry;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalState;
import dev.sealbench.core.internal.journal.UnitJournal;
import dev.sealbench.link.ChargerLink;
import java.util.UUID;

/// What the steps of one run use: the station's parts, this slot's link, this unit's journal. One thread.
///
/// @param id UUIDv7 of the run
record Run(UUID id, int slot, Bench bench, ChargerLink link, UnitJournal journal, RunListener listener) {

    /// What the journal says now.
    JournalState state() {
        return journal.state();
    }

    /// Writes `entry`; it is on the disk when this returns.
    void note(Step step, JournalEntry entry) throws StepFailure {
        try {
            journal.append(entry);
        } catch (JournalException e) {
            throw new StepFailure(step, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Before something is asked of the books that must come after what they lack of this unit.
    void settle(Step step) throws StepFailure {
        try {
            bench.backlog().settle(journal);
        } catch (BooksException e) {
            throw new StepFailure(step, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StepFailure(step, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Run[" + id + "]";
    }
}
