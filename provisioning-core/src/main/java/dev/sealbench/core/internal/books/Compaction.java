package dev.sealbench.core.internal.books;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Takes what was overwritten out of a database's files. H2 writes its file anew and closes meanwhile; the next
/// connection opens it. PostgreSQL: [PostgresCompaction].
final class Compaction {

    private Compaction() {}

    /// @return what is left for somebody to do, one sentence; empty when it is done
    static Optional<String> run(BooksConfig config) {
        try {
            return switch (config.engine()) {
                case H2 -> ofFile(config);
                case POSTGRESQL -> PostgresCompaction.run(config);
            };
        } catch (SQLException e) {
            return Optional.of("the files of the books could not be made anew: " + DatabaseTrouble.of(e));
        }
    }

    /// As [SecretBook#file].
    static Optional<String> file(BooksConfig config, Handle handle) {
        return switch (config.engine()) {
            case H2 -> Optional.empty();
            case POSTGRESQL ->
                handle.createQuery("SELECT pg_relation_filenode(to_regclass('unit_secret'))")
                        .mapTo(String.class)
                        .findOne();
        };
    }

    private static Optional<String> ofFile(BooksConfig config) throws SQLException {
        // not of the pool's: it does not survive
        try (var connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                var sql = connection.createStatement()) {
            sql.execute("SHUTDOWN COMPACT");
            return Optional.empty();
        }
    }
}
