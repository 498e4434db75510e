package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static dev.sealbench.core.internal.books.Samples.fingerprint;
import static dev.sealbench.core.internal.books.Samples.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.DueCredentials;
import dev.sealbench.core.DueCredentials.Cause;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretBookTest extends BooksContract {

    @Test
    void credentialsAreKeptOnceAndReadAsTheyWereSealed() throws Exception {
        openWorkOrder(5);
        scan(FIRST);

        assertThat(put(FIRST, "sealed", "a", "b")).isEqualTo(1);
        long before = events();
        assertThat(put(FIRST, "sealed", "a", "b")).isEqualTo(1);

        assertThat(events()).isEqualTo(before);
        var secret = books.secrets().current(FIRST).orElseThrow();
        assertThat(secret.sealed()).isEqualTo(octets("sealed"));
        assertThat(secret.orderSalt()).isEqualTo(Samples.salt());
        assertThat(secret.shredded()).isEmpty();
        assertThat(books.secrets().find(FIRST, 1)).contains(secret);
        assertThat(books.secrets().current(SECOND)).isEmpty();
    }

    @Test
    void noValueIsIssuedTwiceWhateverTheUnit() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        scan(SECOND);
        put(FIRST, "sealed", "a", "b");

        assertThat(books.secrets().isIssued(fingerprint("b"))).isTrue();
        assertThat(books.secrets().isIssued(fingerprint("c"))).isFalse();
        assertRefused(() -> put(SECOND, "other", "c", "b"), new Refusal.DuplicateFingerprint());
        assertThat(books.secrets().isIssued(fingerprint("c")))
                .as("nothing of the refused set was kept")
                .isFalse();
        assertRefused(() -> put(FIRST, "next", "a"), new Refusal.DuplicateFingerprint());
    }

    @Test
    void aNewSetIsANewGeneration() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        put(FIRST, "one", "a");
        books.units().decide(FIRST, UnitState.REVERTED, "self-test failed", AUTHOR);
        assertThat(put(FIRST, "two", "b")).isEqualTo(2);
        books.units().advance(FIRST, UnitState.KEYED, AUTHOR);

        assertThat(books.secrets().current(FIRST).orElseThrow().sealed()).isEqualTo(octets("two"));
        assertThat(books.secrets().find(FIRST, 1).orElseThrow().sealed()).isEqualTo(octets("one"));
        assertThat(books.secrets().dueForShredding(Optional.empty())).containsExactly(due(1, Cause.REPLACED));
    }

    @Test
    void whatIsDueIsAskedOfOneWorkOrderOrOfAll() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        put(FIRST, "sealed", "a");
        books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR);

        assertThat(books.secrets().dueForShredding(Optional.of("WO-1"))).containsExactly(due(1, Cause.SCRAPPED));
        assertThat(books.secrets().dueForShredding(Optional.of("WO-2"))).isEmpty();
    }

    @Test
    void shreddingReplacesTheSealedFormOnce() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        put(FIRST, "sealed", "a");
        books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR);
        var due = books.secrets().dueForShredding(Optional.empty()).getFirst();

        books.secrets().shred(due, octets("short"), AUTHOR);
        long before = events();
        books.secrets().shred(due, octets("o"), AUTHOR);

        assertThat(events()).isEqualTo(before);
        var secret = books.secrets().current(FIRST).orElseThrow();
        assertThat(secret.sealed()).isEqualTo(octets("short"));
        assertThat(secret.shredded()).contains(clock.instant());
        assertThat(books.secrets().dueForShredding(Optional.empty())).isEmpty();
        assertThat(books.secrets().isIssued(fingerprint("a")))
                .as("never issued again")
                .isTrue();
        var event = books.events().last().orElseThrow();
        assertThat(event.action()).isEqualTo("unit.credentials-shredded");
        assertThat(event.detail()).isEqualTo("generation 1: the unit was scrapped");
        assertRefused(
                () -> books.secrets().shred(due(2, Cause.SCRAPPED), octets("x"), AUTHOR),
                new Refusal.NotFound("generation 2 of the credentials of " + FIRST));
    }

    /// Whatever somebody saw before, and whoever asks.
    @Test
    void whatIsNotDueIsNotShredded() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        assertNotShredded(Cause.KEPT_LONG_ENOUGH, new Refusal.NotDue(FIRST));
        books.units().advance(FIRST, UnitState.RELEASED, AUTHOR);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertNotShredded(Cause.SCRAPPED, new Refusal.NotDue(FIRST));

        clock.advance(Duration.ofSeconds(1));
        books.units().decide(FIRST, UnitState.QUARANTINED, "the customer called", AUTHOR);
        assertNotShredded(Cause.KEPT_LONG_ENOUGH, new Refusal.NotDue(FIRST));
    }

    @Test
    void credentialsOfAUnitInARunAreNotShredded() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        put(FIRST, "sealed one", "a");
        books.units().decide(FIRST, UnitState.REVERTED, "self-test failed", AUTHOR);
        var run = new RunRecord(
                UuidV7.of(clock.millis(), 1, 2), FIRST, STATION, 1, "op-7", "v", clock.instant(), Optional.empty());
        books.runs().open(run, AUTHOR);
        assertNotShredded(Cause.REVERTED, new Refusal.InRun(FIRST));

        var end = new RunRecord.RunEnd(clock.instant(), RunResult.ABANDONED, UnitState.SCANNED, 0, "");
        books.runs().close(run.id(), end, AUTHOR);
        books.secrets().shred(due(1, Cause.REVERTED), octets("x"), AUTHOR);
        assertThat(books.secrets().current(FIRST).orElseThrow().shredded()).isPresent();
    }

    /// By whatever program: the database itself lets a row change once, and only to forget.
    @Test
    void theDatabaseLetsARowForgetItsKeyAndNothingElse() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        put(FIRST, "sealed", "a");
        var forget = "UPDATE unit_secret SET shredded_at = now(), sealed = ";
        for (var change : List.of(
                "UPDATE unit_secret SET sealed = CAST('other' AS bytea)",
                "UPDATE unit_secret SET shredded_at = now()",
                forget + "CAST('as long' AS bytea)",
                forget + "CAST('x' AS bytea), generation = 2",
                forget + "CAST('x' AS bytea), order_salt = reverse_salt")) {
            var salt = engine == TestEngine.H2 ? "X'" + "11".repeat(32) + "'" : "'\\x" + "11".repeat(32) + "'";
            assertThatThrownBy(() -> behindTheProgram(change.replace("reverse_salt", salt)))
                    .as(change)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never changed");
        }
        behindTheProgram(forget + "CAST('x' AS bytea)");
        assertThatThrownBy(() -> behindTheProgram(forget + "CAST('' AS bytea)")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> behindTheProgram("DELETE FROM unit_secret")).hasMessageContaining("never changed");
    }

    /// The octets of the key, not the row, are what must be gone from the disk.
    @Test
    void afterCompactionNoFileHasTheForgottenKey() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        var key = "wrapped data key " + "of this unit ".repeat(3);
        put(FIRST, "head " + key + " tail", "a");
        books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR);
        server().flush();
        assertThat(places(key)).as("the search finds it while it is there").isNotEmpty();

        books.secrets().shred(due(1, Cause.SCRAPPED), octets("head tail"), AUTHOR);
        var remains = books.compact();
        assertThat(events()).as("the books go on").isPositive();
        if (engine == TestEngine.POSTGRESQL) { // where a station is not the owner of its tables
            assertThat(remains).contains("the database's owner has to run VACUUM (FULL) unit_secret");
            assertThat(places(key)).isNotEmpty();
            behindTheProgram("VACUUM (FULL) unit_secret");
        } else {
            assertThat(remains).isEmpty();
        }
        server().flush();

        assertThat(places(key)).isEmpty();
        assertThat(places("head tail")).isNotEmpty();
    }

    private List<Path> places(String text) throws Exception {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        var found = new ArrayList<Path>();
        var files = server().files();
        assertThat(files).isNotEmpty();
        for (var file : files) {
            try {
                if (indexOf(Files.readAllBytes(file), octets)) {
                    found.add(file);
                }
            } catch (NoSuchFileException _) { // the server removes files of its own meanwhile
            }
        }
        return found;
    }

    private static boolean indexOf(byte[] haystack, byte[] needle) {
        return new String(haystack, StandardCharsets.ISO_8859_1)
                .contains(new String(needle, StandardCharsets.ISO_8859_1));
    }

    private void behindTheProgram(String statement) throws SQLException {
        try (var connection = server().connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private void assertNotShredded(Cause cause, Refusal why) throws Exception {
        assertRefused(() -> books.secrets().shred(due(1, cause), octets("x"), AUTHOR), why);
        assertThat(books.secrets().current(FIRST).orElseThrow().shredded()).isEmpty();
    }

    private static DueCredentials due(int generation, Cause cause) {
        return new DueCredentials(FIRST, generation, "WO-1", cause);
    }

    @Test
    void credentialsOfAnUnknownUnitAreRefused() throws Exception {
        openWorkOrder(5);

        assertRefused(() -> put(FIRST, "sealed", "a"), new Refusal.SerialUnknown(FIRST));
    }

    private int put(SerialNumber serial, String sealed, String... values) throws BooksException {
        List<Octets> fingerprints =
                Arrays.stream(values).map(Samples::fingerprint).toList();
        return books.secrets().put(serial, octets(sealed), Samples.salt(), fingerprints, AUTHOR);
    }
}
