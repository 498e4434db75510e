package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.log.EventLeaf;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/// Books whose log is signed, and ways to change it behind the program.
abstract class LogContract extends BooksContract {

    final Notes notes = new Notes();

    /// A signer whose notes say size and root.
    static final class Notes implements LogSealer {

        final List<Long> sealed = new ArrayList<>();

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

    void append(int events) throws BooksException {
        for (int i = 0; i < events; i++) {
            books.events().append(said("number " + i), AUTHOR);
        }
    }

    static NewEvent said(String detail) {
        return new NewEvent("test.said", Optional.empty(), Optional.empty(), EventRecord.Result.OK, detail);
    }

    void reopen() throws BooksException {
        books.close();
        books = Books.open(server().config(STATION), clock);
        sign();
    }

    List<byte[]> leaves() throws BooksException {
        var leaves = new ArrayList<byte[]>();
        books.events().forEach(STATION, 1, event -> leaves.add(EventLeaf.hash(event)));
        return leaves;
    }

    void behindTheProgram(String... statements) throws SQLException {
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
