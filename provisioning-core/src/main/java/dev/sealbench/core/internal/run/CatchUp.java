package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalDamaged;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.run.Settling.NotBooked;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Books what an earlier process left in the journal: units that were proven and not booked, and runs without an end.
/// Nobody works on a unit meanwhile. A journal that is damaged, or that the books refuse, keeps its own unit from being
/// worked on, and nobody out of the station.
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private CatchUp() {}

    /// @param author for what no journal says it of
    static void run(Books books, Journal journal, Clock clock, Author author) throws BooksException, JournalException {
        var serials = new LinkedHashSet<SerialNumber>();
        books.runs().unfinished().forEach(run -> serials.add(run.serial()));
        serials.addAll(journal.survey().toBeBooked());
        for (var serial : serials) {
            try (var unit = journal.unit(serial)) {
                new Settling(books, unit, clock, author, Optional.empty()).settle(false);
            } catch (JournalDamaged e) {
                LOG.warn("runs of {} are ended in the books only: {}", serial, e.getMessage());
            } catch (BooksRefused | StepFailure e) {
                var why = "what its journal holds cannot be noted in the books: " + e.getMessage();
                Settling.notBooked(books, new NotBooked(serial, Optional.empty(), why), author);
            }
        }
        var end =
                new RunRecord.RunEnd(clock.instant(), RunResult.INTERRUPTED, UnitState.SCANNED, 0, "the program ended");
        for (var run : books.runs().unfinished()) { // of which no journal knows, or none that can be booked
            books.runs().close(run.id(), end, author);
        }
    }
}
