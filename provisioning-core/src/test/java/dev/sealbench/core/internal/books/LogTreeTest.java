package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.log.Merkle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The log is the tree over its events, whatever happens.
class LogTreeTest extends LogContract {

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
        assertThat(books.log().check(STATION, List.of()).run()).isEmpty();
    }

    @Test
    void aCheckpointSignedAfterACheckIsComparedByTheNext() throws Exception {
        append(5);
        books.log().seal();
        append(3);
        var check = books.log().check(STATION, List.of());
        assertThat(check.run()).isEmpty();
        books.log().seal(); // of events that the check has gone past
        assertThat(check.run()).isEmpty();
        append(2);
        assertThat(check.run()).isEmpty();
        append(1);
        books.log().seal();
        assertThat(check.run()).isEmpty();
        assertThat(check.size()).isEqualTo(11);
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
        assertThat(books.log().check(STATION, List.of()).run()).isEmpty();
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
            assertThat(books.log().check(station, List.of()).run()).as(station).isEmpty();
        }
    }

    @Test
    void eventsFromBeforeTheTreeBecomeItsLeaves() throws Exception {
        append(600);
        books.close();
        behindTheProgram(
                "DROP TABLE log_tile",
                "DROP TABLE log_checkpoint",
                "DROP TABLE station_statement",
                "DROP TABLE device_ca",
                engine == TestEngine.H2
                        ? "DROP TRIGGER unit_secret_shred_only"
                        : "DROP FUNCTION refuse_all_but_shredding() CASCADE",
                "DELETE FROM \"flyway_schema_history\" WHERE \"version\" IN ('10', '11', '13', '14')");
        server().migrate(STATION);
        books = Books.open(server().config(STATION), clock);
        sign();

        append(1);
        books.log().seal();
        assertThat(books.log().newest().orElseThrow().root().toBytes()).isEqualTo(Merkle.root(leaves()));
        assertThat(books.log().check(STATION, List.of()).run()).isEmpty();
    }

    @Test
    void halfACharacterComesBackAsItWasHashed() throws Exception {
        books.events().append(said("x".repeat(511) + "\uD83D\uDE00"), AUTHOR);
        books.events().append(said("lone \uD83D surrogate"), AUTHOR);
        books.log().seal();
        reopen();
        assertThat(books.log().check(STATION, List.of()).run()).isEmpty();
    }
}
