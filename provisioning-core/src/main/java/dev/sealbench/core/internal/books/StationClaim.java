package dev.sealbench.core.internal.books;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// What keeps two programs from working as one station in a PostgreSQL database: a lock that its own connection holds
/// until it ends, however it ends. It is not taken again when that connection is lost.
final class StationClaim implements AutoCloseable {

    private final Connection connection;

    private StationClaim(Connection connection) {
        this.connection = connection;
    }

    /// @throws BooksRefused with [Refusal.StationInUse]
    static StationClaim take(BooksConfig config) throws BooksException {
        var properties = new Properties();
        properties.putAll(config.driverSettings());
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        try {
            var connection = DriverManager.getConnection(config.url(), properties);
            if (isTaken(connection, config.station())) {
                return new StationClaim(connection);
            }
            connection.close();
        } catch (SQLException e) {
            throw new BooksUnavailable("the books cannot be opened: " + DatabaseTrouble.of(e), e);
        }
        throw new BooksRefused(new Refusal.StationInUse(config.station()));
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
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the server ends the lock with the connection
        }
    }
}
