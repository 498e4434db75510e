package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/// Books with as many events and units as asked, put there past the program: it would take minutes.
public final class LargeBooks {

    public static final String STATION = "line-1";

    private LargeBooks() {}

    /// Makes H2 books in `file` whose log has `events` more events and whose one work order has `units` units.
    public static BooksConfig create(Path file, int events, int units) throws Exception {
        var config = BooksConfig.h2(file, STATION);
        Books.migrate(config);
        var range = new SerialRange("CP426471", 1, 2 * units); // some counters have no serial number
        try (var books = Books.open(config, Clock.systemUTC())) {
            books.customers().add(Samples.CUSTOMER, AUTHOR);
            books.customers().addLock(Samples.LOCK, AUTHOR);
            books.releases().add(Samples.RELEASE, AUTHOR);
            books.workOrders().open(Samples.workOrder("WO-1", range, units), AUTHOR);
        }
        try (var connection = DriverManager.getConnection(config.url(), config.user(), config.password())) {
            insertEvents(connection, events);
            insertUnits(connection, range.serials().limit(units).toList());
        }
        Books.migrate(config); // makes the tiles of the events that were put in by the side
        return config;
    }

    private static void insertEvents(Connection connection, int events) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO event SELECT station_id, last_sequence + x,"
                        + " last_event_at, 'op-7', 'run.refused', NULL, NULL, 'REFUSED', 'scan ' || x, 'sealbench 0'"
                        + " FROM station CROSS JOIN SYSTEM_RANGE(1, ?) AS number(x)");
                var move = connection.prepareStatement("UPDATE station SET last_sequence = last_sequence + ?")) {
            insert.setInt(1, events);
            insert.executeUpdate();
            move.setInt(1, events);
            move.executeUpdate();
        }
    }

    private static void insertUnits(Connection connection, List<SerialNumber> serials) throws SQLException {
        try (var unit = connection.prepareStatement("INSERT INTO unit VALUES (?, 'WO-1', now())");
                var state = connection.prepareStatement(
                        "INSERT INTO unit_state VALUES (?, 1, 'SCANNED', now(), 'op-7', 'line-1', '')")) {
            for (var serial : serials) {
                unit.setString(1, serial.text());
                unit.addBatch();
                state.setString(1, serial.text());
                state.addBatch();
            }
            unit.executeBatch();
            state.executeBatch();
        }
    }
}
