package dev.sealbench.core.internal.books;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/// Makes the table that forgets anew, in a file without what was overwritten. The write-ahead log is kept until it is
/// used again.
///
/// While it waits for the table, whoever asks for the table waits behind it: so it waits a second at most, and tries
/// again later. Other stations give up after ten.
final class PostgresCompaction {

    private static final int ATTEMPTS = 5;

    /// Between two attempts; up to twice as long, for those who waited behind the first.
    private static final int PAUSE_MS = 500;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /// A server that died says nothing; making the table of a million units anew takes minutes.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String NOT_ALLOWED = "the database's owner has to run VACUUM (FULL) unit_secret";

    private static final String HELD = "somebody else holds the table unit_secret, a database check or an export"
            + " perhaps: the files of the books still have what was destroyed";

    private static final String SEEN = "somebody has read the books since before, a database check or an export"
            + " perhaps: their files still have what was destroyed";

    /// The catalog keeps numbers of rows as `real`, which counts no further.
    private static final long MOST_ROWS = 1L << 24;

    private final Connection connection;
    private final Statement sql;

    private PostgresCompaction(Connection connection, Statement sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /// @return as [Compaction#run]
    static Optional<String> run(BooksConfig config) throws SQLException {
        var settings = new Properties();
        settings.putAll(config.driverSettings());
        settings.setProperty("user", config.user());
        settings.setProperty("password", config.password());
        // not of the pool's: its time-outs are others
        try (var connection = DriverManager.getConnection(config.url(), settings);
                var sql = connection.createStatement()) {
            return new PostgresCompaction(connection, sql).run();
        }
    }

    private Optional<String> run() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
        sql.execute("SET statement_timeout = 0");
        sql.execute("SET lock_timeout = 1000");
        var remains = tried();
        for (int attempt = 2; attempt <= ATTEMPTS && mayPass(remains) && pause(); attempt++) {
            remains = tried();
        }
        return remains;
    }

    /// Whether it is another's doing, which ends.
    private static boolean mayPass(Optional<String> remains) {
        return remains.isPresent() && !remains.get().equals(NOT_ALLOWED);
    }

    private Optional<String> tried() throws SQLException {
        connection.setAutoCommit(false);
        try {
            var remains = madeAnew();
            connection.commit();
            return remains;
        } catch (SQLException e) {
            connection.rollback();
            return switch (String.valueOf(e.getSQLState())) {
                case LOCK_NOT_AVAILABLE -> Optional.of(HELD);
                case INSUFFICIENT_PRIVILEGE -> Optional.of(NOT_ALLOWED);
                default -> throw e;
            };
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// CLUSTER does what VACUUM FULL does, and within a transaction: nobody changes the table or its numbers
    /// before they are read. The index that it makes anew has an entry for each row version in the new file, also
    /// for those that an older transaction may still see, and the catalog says how many (the table's own number
    /// leaves those out). What VACUUM says of it is in the server's language, with the numbers in any order.
    private Optional<String> madeAnew() throws SQLException {
        sql.execute("LOCK TABLE unit_secret");
        long rows = number("SELECT count(*) FROM unit_secret");
        sql.execute("CLUSTER unit_secret USING unit_secret_pk");
        long versions = number("SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass('unit_secret_pk')");
        return versions == rows && rows < MOST_ROWS ? Optional.empty() : Optional.of(SEEN);
    }

    private long number(String question) throws SQLException {
        try (var answer = sql.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MS, 2L * PAUSE_MS));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
