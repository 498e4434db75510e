package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.LogBook.Left;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever changes the database behind the program is noticed.
class LogTamperTest extends LogContract {

    @Test
    void aChangedFieldIsFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram("UPDATE event SET detail = 'nothing happened' WHERE sequence = 8");
        assertFound("events 6 to 10 are not the ones that were signed then");
    }

    @Test
    void aFieldThatTheProgramCannotHaveWrittenIsFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram("UPDATE event SET serial = 'NO SERIAL' WHERE sequence = 8");
        assertFound("what stands behind event 0 was not written by this program");
    }

    @Test
    void aCheckpointThatTheProgramCannotHaveWrittenIsFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram("UPDATE log_checkpoint SET root = 'no root' WHERE size = 10");
        assertFound("what stands behind event 0 was not written by this program");
    }

    @Test
    void swappedRowsAreFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram(
                "UPDATE event SET sequence = 1000 WHERE sequence = 2",
                "UPDATE event SET sequence = 2 WHERE sequence = 3",
                "UPDATE event SET sequence = 3 WHERE sequence = 1000");
        assertFound("events 1 to 5 are not the ones that were signed then");
    }

    @Test
    void aRowRemovedInTheMiddleIsFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram("DELETE FROM event WHERE sequence = 7");
        assertFound("event 7 is missing");
    }

    @Test
    void aRowRemovedAndTheOthersMovedUpIsFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram(
                "DELETE FROM event WHERE sequence = 7",
                "UPDATE event SET sequence = 7 WHERE sequence = 8",
                "UPDATE event SET sequence = 8 WHERE sequence = 9",
                "UPDATE event SET sequence = 9 WHERE sequence = 10",
                "UPDATE station SET last_sequence = 9");
        assertFound("the newest events are missing: 9 are there, 10 were signed");
    }

    @Test
    void anInsertedRowIsFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram(
                "UPDATE event SET sequence = 11 WHERE sequence = 10",
                "INSERT INTO event SELECT station_id, 10, happened_at, person, action, serial, run_id, result,"
                        + " 'invented', versions FROM event WHERE sequence = 11",
                "UPDATE station SET last_sequence = 11");
        assertFound("events 6 to 10 are not the ones that were signed then");
    }

    @Test
    void theNewestRowsRemovedWithTheirCheckpointAreFoundByOneThatLeft() throws Exception {
        signedAt(5, 10);
        var left = left();
        behindTheProgram(
                "DELETE FROM event WHERE sequence > 5",
                "DELETE FROM log_checkpoint WHERE size > 5",
                "UPDATE station SET last_sequence = 5");
        assertThat(books.log().check(STATION, List.of()).run())
                .as("nothing inside says it")
                .isEmpty();
        assertFound(
                left, "5 events are there, a checkpoint that left the station has 10: an older database was put back");
    }

    @Test
    void aForkedLogIsFoundByACheckpointThatLeft() throws Exception {
        signedAt(5, 10);
        var left = left();
        behindTheProgram(
                "DELETE FROM event WHERE sequence > 5",
                "DELETE FROM log_checkpoint WHERE size > 5",
                "UPDATE station SET last_sequence = 5");
        reopen();
        clock.advance(Duration.ofSeconds(1)); // else they would be the same events
        append(7);
        books.log().seal();
        assertThat(books.log().check(STATION, List.of()).run())
                .as("nothing inside says it")
                .isEmpty();
        assertFound(
                left, "the checkpoint of 10 events that left the station is about other events: the log was forked");
    }

    @Test
    void aChangedTileIsFound() throws Exception {
        append(256);
        books.log().seal();
        behindTheProgram("UPDATE log_tile SET hashes = root");
        assertFound("tile 0 of level 0 is not made of the events before event 257");
    }

    @Test
    void aChangedEventBehindTheNewestCheckpointIsFoundByItsTile() throws Exception {
        append(256);
        behindTheProgram("UPDATE event SET person = 'nobody' WHERE sequence = 3");
        assertFound("tile 0 of level 0 is not made of the events before event 257");
    }

    private void signedAt(int... sizes) throws BooksException {
        for (int size : sizes) {
            append((int) (size - events()));
            books.log().seal();
        }
    }

    private Left left() throws BooksException {
        var newest = books.log().newest().orElseThrow();
        return new Left(newest.size(), newest.root());
    }

    private void assertFound(String what) throws BooksException {
        assertThat(books.log().check(STATION, List.of()).run().map(Finding::what))
                .contains("log of station line-1: " + what);
        assertThat(books.check().run())
                .as("by db check, too")
                .anyMatch(finding -> finding.what().endsWith(what));
    }

    private void assertFound(Left left, String what) throws BooksException {
        assertThat(books.log().check(STATION, List.of(left)).run().map(Finding::what))
                .contains("log of station line-1: " + what);
    }
}
