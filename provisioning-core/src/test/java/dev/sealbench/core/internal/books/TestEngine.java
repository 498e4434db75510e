package dev.sealbench.core.internal.books;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;

/// The engines that the books' promises are tested against.
public enum TestEngine {
    H2 {
        @Override
        public BookServer server() {
            return H2Holder.SERVER;
        }
    },
    POSTGRESQL {
        @Override
        public BookServer server() {
            return postgres();
        }
    };

    /// The PostgreSQL server that all tests of this process share; the test is left out where it is not installed.
    public static PostgresServer postgres() {
        assumeTrue(
                PostgresPrograms.find().isPresent(),
                "PostgreSQL is not installed: the books are tested against H2 only");
        return PostgresHolder.SERVER;
    }

    /// The server that all tests of this process share; each test empties it first.
    public abstract BookServer server();

    private static final class H2Holder {

        static final BookServer SERVER = make();

        private static BookServer make() {
            try {
                var directory = Files.createTempDirectory("books-h2");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
                return new H2Server(directory);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class PostgresHolder {

        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                var server = PostgresServer.start(PostgresPrograms.find().orElseThrow());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException | InterruptedException | SQLException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }

        private static void stop(PostgresServer server) {
            try {
                server.stop();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("PostgreSQL does not stop", e);
            }
        }
    }
}
