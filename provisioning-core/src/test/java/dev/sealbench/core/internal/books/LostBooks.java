package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.internal.books.Finding.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// Books for units that nothing is plugged in for, for tests and campaigns of other packages.
public final class LostBooks {

    /// The number of their one work order.
    public static final String WORK_ORDER = "WO-1";

    /// What books in a file leave to others.
    public static final long RESERVE_BYTES = Room.RESERVE_BYTES;

    private static final SerialRange RANGE = new SerialRange("CP426471", 1, 4000);

    private LostBooks() {}

    /// A PostgreSQL server of the caller's own, in this empty directory.
    public static PostgresServer server(Path directory) throws Exception {
        return PostgresServer.start(PostgresPrograms.find().orElseThrow(), PostgresServer.owned(directory), "");
    }

    /// H2 in files of this directory.
    public static BookServer h2(Path directory) {
        return new H2Server(directory);
    }

    /// New books on `server` with an open work order for `quantity` units.
    ///
    /// @return where a station finds them
    public static BooksConfig fresh(BookServer server, String station, int quantity) throws Exception {
        server.makeMigrated();
        try (var books = Books.open(server.config("line-0"), Clock.systemUTC())) {
            prepare(books, quantity);
        }
        return server.config(station);
    }

    /// Ends `server` and removes its files.
    public static void end(PostgresServer server) throws Exception {
        server.stop();
    }

    /// Where books are, for another process of the tests.
    public static String[] address(BooksConfig config) {
        return new String[] {config.url(), config.station()};
    }

    /// What [#address] said.
    public static BooksConfig at(String url, String station) {
        var file = "jdbc:h2:file:";
        return url.startsWith(file)
                ? BooksConfig.h2(Path.of(url.substring(file.length(), url.indexOf(';'))), station)
                : BooksConfig.postgresql(url, PostgresServer.STATION, PostgresServer.PASSWORD.toCharArray(), station);
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
