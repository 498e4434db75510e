package dev.sealbench.core.internal.books;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/// Takes what was overwritten out of a database's files. H2 writes its file anew and closes meanwhile; the next
/// connection
/// opens it. PostgreSQL makes the table that forgets anew; its write-ahead log is kept until it is used again.
final class Compaction {

    private Compaction() {}

    /// @return what is left for somebody to do, one sentence; empty when it is done
    static Optional<String> run(BooksConfig config) {
        // not of the pool's: it does not survive
        try (var connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                var sql = connection.createStatement()) {
            return switch (config.engine()) {
                case H2 -> {
                    sql.execute("SHUTDOWN COMPACT");
                    yield Optional.empty();
                }
                case POSTGRESQL -> {
                    sql.execute("VACUUM (FULL) unit_secret");
                    // who may not, is only warned: the tables belong to another role than the station's
                    yield Optional.ofNullable(sql.getWarnings())
                            .map(_ -> "the database's owner has to run VACUUM (FULL) unit_secret");
                }
            };
        } catch (SQLException e) {
            return Optional.of("the files of the books could not be made anew: " + DatabaseTrouble.of(e));
        }
    }
}
