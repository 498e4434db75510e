package dev.sealbench.core.internal.books;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps two programs from working as one station in a PostgreSQL database: a lock that its own connection holds
/// until it ends, however it ends. [#require] takes it again when that connection was lost.
///
/// Safe to share between threads.
final class StationClaim implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StationClaim.class);

    /// How long the connection may take to say that it lives.
    private static final int PATIENCE_SECONDS = 5;

    /// How often, and after what pause, the lock of a connection that is being ended is asked for.
    private static final int ATTEMPTS = 20;

    private static final int PAUSE_MS = 100;

    private final BooksConfig config;

    /// Guarded by this object, as is what the server calls it.
    private Connection connection;

    private Backend backend;

    private StationClaim(BooksConfig config, Connection connection, Backend backend) {
        this.config = config;
        this.connection = connection;
        this.backend = backend;
    }

    /// A connection as its server knows it.
    ///
    /// @param started in seconds, because the server uses numbers of processes again
    private record Backend(int pid, String started) {}

    /// @throws BooksRefused with [Refusal.StationInUse]
    static StationClaim take(BooksConfig config) throws BooksException {
        try {
            var connection = connect(config);
            if (isTaken(connection, config.station())) {
                return new StationClaim(config, connection, backendOf(connection));
            }
            connection.close();
        } catch (SQLException e) {
            throw new BooksUnavailable("the books cannot be opened: " + DatabaseTrouble.of(e), e);
        }
        throw new BooksRefused(new Refusal.StationInUse(config.station()));
    }

    /// Makes sure that this program has the lock, and takes it again when its connection was lost.
    ///
    /// @throws BooksRefused with [Refusal.StationInUse], when another took it meanwhile
    synchronized void require() throws BooksException {
        try {
            if (connection.isValid(PATIENCE_SECONDS)) {
                return; // the server gives the lock back when the connection ends, and not before
            }
            close();
            if (isTakenAgain(connect(config))) {
                LOG.info(
                        "the claim to be station {} was lost with its connection, and is taken again",
                        config.station());
                return;
            }
        } catch (SQLException e) {
            throw new BooksUnavailable("the books cannot be used: " + DatabaseTrouble.of(e), e);
        }
        throw new BooksRefused(new Refusal.StationInUse(config.station()));
    }

    private boolean isTakenAgain(Connection fresh) throws SQLException {
        boolean taken = false;
        try {
            int attempts = isOursEnding(fresh) ? ATTEMPTS : 1;
            for (int attempt = 1; !taken && attempt <= attempts; attempt++) {
                pause(attempt);
                taken = isTaken(fresh, config.station());
            }
            if (taken) {
                backend = backendOf(fresh);
                connection = fresh;
            }
            return taken;
        } finally {
            if (!taken) {
                fresh.close();
            }
        }
    }

    /// Where the line broke and not the server, the server does not know it yet, perhaps for hours: it is told to end
    /// the old connection, which is ours by its number and the time of its beginning.
    ///
    /// @return whether it was there
    private boolean isOursEnding(Connection fresh) throws SQLException {
        try (var ended = fresh.prepareStatement("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid = ? AND CAST(extract(epoch FROM backend_start) AS text) = ?")) {
            ended.setInt(1, backend.pid());
            ended.setString(2, backend.started());
            try (var row = ended.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(attempt == 1 ? 0 : PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Connection connect(BooksConfig config) throws SQLException {
        var properties = new Properties();
        properties.putAll(config.driverSettings());
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        return DriverManager.getConnection(config.url(), properties);
    }

    private static Backend backendOf(Connection connection) throws SQLException {
        try (var asked = connection.prepareStatement("SELECT pid, CAST(extract(epoch FROM backend_start) AS text)"
                        + " FROM pg_stat_activity WHERE pid = pg_backend_pid()");
                var row = asked.executeQuery()) {
            row.next();
            return new Backend(row.getInt(1), row.getString(2));
        }
    }

    private static boolean isTaken(Connection connection, String station) throws SQLException {
        try (var lock = connection.prepareStatement(
                "SELECT pg_try_advisory_lock(hashtext('sealbench station'), hashtext(?))")) {
            lock.setString(1, station);
            try (var row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the server ends the lock with the connection
        }
    }
}
