package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.LogBook.Left;
import dev.sealbench.core.internal.log.EventLeaf;
import dev.sealbench.core.internal.log.Merkle;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The log is the tree over its events, whatever happens; and whoever changes the database behind the program is
/// noticed.
class LogTreeTest extends BooksContract {

    private final Notes notes = new Notes();

    /// A signer whose notes say size and root.
    private static final class Notes implements LogSealer {

        private final List<Long> sealed = new ArrayList<>();

        @Override
        public Optional<byte[]> sign(long size, byte[] root) {
            return Optional.of(("signed " + size + " " + Digest.of(root)).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized void sealed(long size, byte[] note) {
            sealed.add(size);
        }
    }

    @BeforeEach
    void sign() {
        books.log().signWith(Optional.of(notes));
    }

    @Test
    void aCheckpointIsTheRootOfTheEventsBeforeIt() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR);

        var checkpoint = books.log().newest().orElseThrow();
        assertThat(checkpoint.size()).isEqualTo(events());
        assertThat(checkpoint.root().toBytes()).isEqualTo(Merkle.root(leaves()));
        assertThat(checkpoint.note().toBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("signed %d %s", checkpoint.size(), checkpoint.root());
        assertThat(books.log().find(checkpoint.digest())).contains(checkpoint);
        assertThat(notes.sealed).containsExactly(checkpoint.size());
    }

    @Test
    void aLogOfManyTilesIsTheSameTreeAfterEachOpening() throws Exception {
        for (int opening = 0; opening < 3; opening++) {
            append(300);
            books.log().seal();
            books.log().seal(); // nothing happened since
            reopen();
        }
        assertThat(notes.sealed).containsExactly(300L, 600L, 900L);
        var leaves = leaves();
        for (var checkpoint : books.log().next(STATION, 0, 10)) {
            assertThat(checkpoint.root().toBytes())
                    .isEqualTo(Merkle.root(leaves.subList(0, Math.toIntExact(checkpoint.size()))));
        }
        assertThat(books.log().check(STATION, Optional.empty()).run()).isEmpty();
    }

    @Test
    void proofsAreMadeFromTheBooks() throws Exception {
        append(700);
        books.log().seal();
        append(3); // the proofs are about the checkpoint, not about what came after
        var checkpoint = books.log().newest().orElseThrow();
        var nodes = books.log().nodes(STATION, checkpoint.size());
        var leaves = leaves();
        for (int index : new int[] {0, 1, 255, 256, 511, 512, 699}) {
            var proof = Merkle.inclusion(nodes, index, 700);
            assertThat(proof).hasSizeLessThanOrEqualTo(10);
            assertThat(Merkle.includes(
                            leaves.get(index),
                            index,
                            700,
                            proof,
                            checkpoint.root().toBytes()))
                    .as("event %d", index + 1)
                    .isTrue();
        }
        for (int old : new int[] {1, 255, 256, 257, 512, 700}) {
            assertThat(Merkle.isConsistent(
                            old,
                            Merkle.root(leaves.subList(0, old)),
                            700,
                            checkpoint.root().toBytes(),
                            Merkle.consistency(nodes, old, 700)))
                    .as("from %d", old)
                    .isTrue();
        }
        assertThatThrownBy(() -> books.log().nodes(STATION, 704)).isInstanceOf(BooksUnavailable.class);
    }

    @Test
    void whatWasRefusedOrRolledBackIsNotInTheTree() throws Exception {
        openWorkOrder(1);
        scan(FIRST);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> scan(SECOND)).isInstanceOf(BooksRefused.class);
            append(1);
        }
        assertThatThrownBy(() -> books.units().advance(FIRST, UnitState.SCRAPPED, AUTHOR))
                .isInstanceOf(IllegalArgumentException.class);
        books.log().signWith(Optional.of(new LogSealer() {
            @Override
            public Optional<byte[]> sign(long size, byte[] root) {
                throw new IllegalStateException("the key is gone");
            }

            @Override
            public void sealed(long size, byte[] note) {
                throw new AssertionError("nothing was signed");
            }
        }));
        assertThatThrownBy(() -> books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR))
                .hasMessageContaining("the key is gone");
        sign();
        append(1);
        books.log().seal();
        assertThat(books.log().newest().orElseThrow().root().toBytes()).isEqualTo(Merkle.root(leaves()));
        assertThat(books.log().check(STATION, Optional.empty()).run()).isEmpty();
    }

    @Test
    void manySlotsAndStationsMakeOneTreeEach() throws Exception {
        try (var other = Books.open(server().config("line-2"), clock);
                var threads = Executors.newFixedThreadPool(6)) {
            other.log().signWith(Optional.of(new Notes()));
            var calls = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 6; i++) {
                var mine = i % 2 == 0 ? books : other;
                calls.add(() -> {
                    for (int event = 0; event < 100; event++) {
                        mine.events().append(said("event " + event), AUTHOR);
                        if (event % 10 == 0) {
                            mine.log().seal();
                        }
                    }
                    return null;
                });
            }
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
            other.log().seal();
        }
        books.log().seal();
        for (var station : List.of(STATION, "line-2")) {
            assertThat(books.log().newest(station).orElseThrow().size()).isEqualTo(300);
            assertThat(books.log().check(station, Optional.empty()).run())
                    .as(station)
                    .isEmpty();
        }
    }

    @Test
    void eventsFromBeforeTheTreeBecomeItsLeaves() throws Exception {
        append(600);
        books.close();
        behindTheProgram(
                "DROP TABLE log_tile",
                "DROP TABLE log_checkpoint",
                "DELETE FROM \"flyway_schema_history\" WHERE \"version\" IN ('10', '11')");
        Books.migrate(server().config(STATION));
        books = Books.open(server().config(STATION), clock);
        sign();

        append(1);
        books.log().seal();
        assertThat(books.log().newest().orElseThrow().root().toBytes()).isEqualTo(Merkle.root(leaves()));
        assertThat(books.log().check(STATION, Optional.empty()).run()).isEmpty();
    }

    @Test
    void aChangedFieldIsFound() throws Exception {
        signedAt(5, 10);
        behindTheProgram("UPDATE event SET detail = 'nothing happened' WHERE sequence = 8");
        assertFound("events 6 to 10 are not the ones that were signed then");
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
        assertThat(books.log().check(STATION, Optional.empty()).run())
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
        assertThat(books.log().check(STATION, Optional.empty()).run())
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

    @Test
    void halfACharacterComesBackAsItWasHashed() throws Exception {
        books.events().append(said("x".repeat(511) + "\uD83D\uDE00"), AUTHOR);
        books.events().append(said("lone \uD83D surrogate"), AUTHOR);
        books.log().seal();
        reopen();
        assertThat(books.log().check(STATION, Optional.empty()).run()).isEmpty();
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

    private void append(int events) throws BooksException {
        for (int i = 0; i < events; i++) {
            books.events().append(said("number " + i), AUTHOR);
        }
    }

    private static NewEvent said(String detail) {
        return new NewEvent("test.said", Optional.empty(), Optional.empty(), EventRecord.Result.OK, detail);
    }

    private void reopen() throws BooksException {
        books.close();
        books = Books.open(server().config(STATION), clock);
        sign();
    }

    private List<byte[]> leaves() throws BooksException {
        var leaves = new ArrayList<byte[]>();
        books.events().forEach(STATION, 1, event -> leaves.add(EventLeaf.hash(event)));
        return leaves;
    }

    private void assertFound(String what) throws BooksException {
        assertThat(books.log().check(STATION, Optional.empty()).run().map(Finding::what))
                .contains("log of station line-1: " + what);
        assertThat(books.check().run())
                .as("by db check, too")
                .anyMatch(finding -> finding.what().endsWith(what));
    }

    private void assertFound(Left left, String what) throws BooksException {
        assertThat(books.log().check(STATION, Optional.of(left)).run().map(Finding::what))
                .contains("log of station line-1: " + what);
    }

    private void behindTheProgram(String... statements) throws SQLException {
        try (var connection = server().connect();
                var sql = connection.createStatement()) {
            for (var table : List.of("event", "log_tile", "log_checkpoint")) {
                var trigger = table + "_append_only";
                sql.execute(
                        engine == TestEngine.H2
                                ? "DROP TRIGGER IF EXISTS " + trigger
                                : "DROP TRIGGER IF EXISTS " + trigger + " ON " + table);
            }
            for (var statement : statements) {
                sql.execute(statement);
            }
        }
    }
}
