package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.internal.books.Finding.Severity;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// Books for units that nothing is plugged in for, for tests and campaigns of other packages.
public final class LostBooks {

    /// The number of their one work order.
    public static final String WORK_ORDER = "WO-1";

    private static final SerialRange RANGE = new SerialRange("CP426471", 1, 4000);

    private LostBooks() {}

    /// New books of `engine` with an open work order for `quantity` units.
    ///
    /// @return where they are, for a station
    public static BooksConfig fresh(boolean postgresql, String station, int quantity) throws Exception {
        var server = (postgresql ? TestEngine.POSTGRESQL : TestEngine.H2).server();
        server.makeMigrated();
        var config = server.config(station);
        try (var books = Books.open(config, Clock.systemUTC())) {
            prepare(books, quantity);
        }
        return config;
    }

    /// Ends PostgreSQL as a power cut would.
    public static void kill() throws IOException, InterruptedException {
        ((PostgresServer) TestEngine.POSTGRESQL.server()).kill();
    }

    /// Starts PostgreSQL again.
    public static void restart() throws IOException, InterruptedException {
        ((PostgresServer) TestEngine.POSTGRESQL.server()).restart();
    }

    /// The serial numbers of the work order.
    public static List<SerialNumber> serials(int count) {
        return RANGE.serials().limit(count).toList();
    }

    /// Opens a work order for `quantity` units, with customer and release.
    public static void prepare(Books books, int quantity) throws BooksException {
        books.customers().add(Samples.CUSTOMER, AUTHOR);
        books.customers().addLock(Samples.LOCK, AUTHOR);
        books.releases().add(Samples.RELEASE, AUTHOR);
        books.workOrders().open(Samples.workOrder(WORK_ORDER, RANGE, quantity), AUTHOR);
    }

    /// A chip, one for each name.
    public static ChipBinding chip(String name) {
        return Samples.binding(name);
    }

    /// What `sealbench db check` finds, warnings included, one sentence each.
    public static List<String> findings(Books books) throws BooksException {
        return books.check().run().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(Finding::what)
                .toList();
    }
}
