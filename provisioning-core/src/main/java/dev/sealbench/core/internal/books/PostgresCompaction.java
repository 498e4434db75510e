package dev.sealbench.core.internal.books;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

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

    /// A server that died says nothing; making the table of a million units anew takes minutes.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String NOT_ALLOWED = "the database's owner has to run VACUUM (FULL) unit_secret";

    private static final String HELD = "somebody else holds the table unit_secret, a database check or an export"
            + " perhaps: the files of the books still have what was destroyed";

    private static final String SEEN = "somebody has read the books since before, a database check or an export"
            + " perhaps: their files still have what was destroyed";

    /// `found 1 removable, 2 nonremovable row versions in 3 pages`, in whatever language.
    private static final Pattern COUNTS = Pattern.compile("(\\d+)\\D+(\\d+)\\D+(\\d+)\\D*$");

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
        long rows = rows();
        try {
            sql.execute("VACUUM (FULL, VERBOSE) unit_secret");
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            return Optional.of(HELD);
        }
        return kept(rows);
    }

    /// What the server said of it. Who may not is only warned; who does it is told how many rows are in the new file,
    /// and rows that an older transaction may still see are among them.
    ///
    /// @param rows that there were before; what others added since makes one more attempt necessary
    private Optional<String> kept(long rows) throws SQLException {
        for (var said = sql.getWarnings(); said != null; said = said.getNextWarning()) {
            var counts = COUNTS.matcher(String.valueOf(said.getMessage()));
            if (counts.find()) {
                return Long.parseLong(counts.group(2)) > rows ? Optional.of(SEEN) : Optional.empty();
            }
        }
        return Optional.of(NOT_ALLOWED);
    }

    private long rows() throws SQLException {
        try (var counted = sql.executeQuery("SELECT count(*) FROM unit_secret")) {
            counted.next();
            return counted.getLong(1);
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
