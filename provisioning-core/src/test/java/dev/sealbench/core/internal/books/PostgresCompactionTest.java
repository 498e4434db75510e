package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static dev.sealbench.core.internal.books.Samples.fingerprint;
import static dev.sealbench.core.internal.books.Samples.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Octets;
import dev.sealbench.core.UnitState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Making the table that forgets anew beside others who use the books, where it belongs to the station.
class PostgresCompactionTest {

    private PostgresServer server;
    private Books books;
    private WrappedKey key;
    private Connection other;

    @BeforeEach
    void shredOneOfTwo() throws Exception {
        server = TestEngine.postgres();
        server.makeMigrated();
        books = Books.open(server.ownersConfig("line-1"), new SteppingClock());
        LostBooks.prepare(books, 5);
        var sealed = new byte[400];
        new Random(1).nextBytes(sealed);
        key = WrappedKey.of(Octets.of(sealed));
        for (var serial : LostBooks.serials(2)) {
            books.units().scan(serial, Optional.empty(), AUTHOR);
            books.secrets()
                    .put(
                            serial,
                            Octets.of(sealed),
                            octets("0123456789abcdef0123456789abcdef"),
                            List.of(fingerprint(serial.text())),
                            AUTHOR);
            books.units().decide(serial, UnitState.SCRAPPED, "dropped", AUTHOR);
        }
        other = server.connect();
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        books.close();
    }

    @Test
    void whatNobodyElseSeesIsTakenOut() throws Exception {
        shredAll();

        assertThat(books.compact()).isEmpty();
        assertThat(places()).isFalse();
    }

    /// While it waits for the table, all who want a row of it wait behind it.
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aTableThatSomebodyHoldsIsNotWaitedForWithoutEnd() throws Exception {
        shredAll();
        read("SELECT count(*) FROM unit_secret");
        var file = books.secrets().file();

        assertThat(books.compact())
                .hasValueSatisfying(remains -> assertThat(remains).startsWith("somebody else holds the table"));

        assertThat(books.secrets().file()).isEqualTo(file);
        assertThat(books.secrets().current(LostBooks.serials(1).getFirst())).isPresent();
        other.rollback();
        assertThat(books.compact()).isEmpty();
        assertThat(books.secrets().file()).isNotEqualTo(file);
        assertThat(places()).isFalse();
    }

    /// PostgreSQL keeps for it what it may still see, in the new file, too.
    @Test
    void anOlderReaderIsSaidToKeepWhatWasDestroyed() throws Exception {
        other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        read("SELECT count(*) FROM station");
        shredAll();

        assertThat(books.compact())
                .hasValueSatisfying(remains -> assertThat(remains).startsWith("somebody has read the books since"));

        assertThat(places()).as("as it said").isTrue();
        other.rollback();
        assertThat(books.compact()).isEmpty();
        assertThat(places()).isFalse();
    }

    private void shredAll() throws BooksException {
        for (var due : books.secrets().dueForShredding(Optional.empty())) {
            books.secrets().shred(due, octets("short"), AUTHOR);
        }
    }

    private void read(String question) throws SQLException {
        try (var sql = other.createStatement();
                var rows = sql.executeQuery(question)) {
            assertThat(rows.next()).isTrue();
        }
    }

    private boolean places() throws Exception {
        server.flush();
        return !key.placesIn(server.files()).isEmpty();
    }
}
