package dev.sealbench.core.internal.books;

import dev.sealbench.core.ExportRange;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.export.EventRows;
import dev.sealbench.core.internal.run.EventsAhead;
import dev.sealbench.core.internal.verify.BooksGenerator;
import dev.sealbench.core.internal.verify.VendorHome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/// A program for measuring how books grow: `ScaleBench H2|POSTGRESQL FOLDER UNITS MORE...`, ascending. Makes UNITS as a
/// station with eight slots does, durably, and exports them into FOLDER/export for `VerifyBench`; then copies rows
/// until there are MORE. At each size it looks units up, measures the files, and reads the events as an export does. To
/// be run with -Xmx64m; more than 50,000 units on H2 want more ([H2Keys]).
final class ScaleBench {

    private static final int SLOTS = 8;
    private static final String PREFIX = "CP426471"; // as BooksGenerator has it
    private static final int LOOKUPS = 2000;

    /// As many as docs/scale.md compares.
    private static final long ROWS = 1_000_000;

    private static final int UNITS_PER_ORDER = Integer.getInteger("units.per.order", 500);

    private final TestEngine engine;
    private final BookServer server;
    private final Path folder;
    private final Clock clock = BooksGenerator.clock();
    private int lastCounter;

    private ScaleBench(TestEngine engine, BookServer server, Path folder) {
        this.engine = engine;
        this.server = server;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        var engine = TestEngine.valueOf(arguments[0]);
        var folder = Path.of(arguments[1]);
        var sizes = Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        if (engine == TestEngine.H2) {
            new ScaleBench(engine, new H2Server(Files.createDirectories(folder.resolve("h2"))), folder).run(sizes);
            return;
        }
        var postgres = PostgresServer.startDurable(PostgresPrograms.find().orElseThrow());
        try {
            new ScaleBench(engine, postgres, folder).run(sizes);
        } finally {
            postgres.stop();
        }
    }

    private void run(int... sizes) throws Exception {
        server.makeMigrated();
        var home = VendorHome.create(folder);
        try (var books = Books.open(server.config(VendorHome.STATION), clock)) {
            var generator = home.fill(books, clock, UNITS_PER_ORDER);
            insert(generator, books, sizes[0]);
            measure(books, sizes[0]);
            export(home, books);
        }
        for (int i = 1; i < sizes.length; i++) {
            copy(sizes[i] - sizes[i - 1], sizes[i - 1]);
            try (var books = Books.open(server.config(VendorHome.STATION), clock)) {
                measure(books, sizes[i]);
            }
        }
    }

    private void measure(Books books, int units) throws Exception {
        lookUp(books, units);
        measureFiles(units);
        long events = books.events().count();
        exportRows(books, Math.min(events, ROWS));
        if (events > ROWS) {
            exportRows(books, events);
        }
    }

    private void copy(int units, int before) throws Exception {
        long begun = System.nanoTime();
        var fresh = IntStream.iterate(2 * before, counter -> counter + 1)
                .mapToObj(counter -> SerialNumber.of(PREFIX, counter))
                .flatMap(Optional::stream)
                .limit(units)
                .peek(serial -> lastCounter = serial.counter());
        var template = SerialNumber.of(PREFIX, 1).orElseThrow();
        try (var connection = server.connect();
                var sql = connection.createStatement()) {
            switch (engine) {
                case H2 -> {
                    var keys = new H2Keys(sql);
                    CopiedUnits.copy(connection, VendorHome.STATION, template, fresh);
                    keys.restore();
                }
                case POSTGRESQL -> {
                    // no foreign keys, no triggers: what is copied fits together as what it is copied from does
                    sql.execute("SET session_replication_role = replica");
                    CopiedUnits.copy(connection, VendorHome.STATION, template, fresh);
                }
            }
        }
        System.out.printf("%s copied   %,d units in %.1f s%n", engine, units, seconds(begun));
    }

    private void insert(BooksGenerator generator, Books books, int units) throws Exception {
        long events = books.events().count();
        int tail = Math.min(units, 2 * UNITS_PER_ORDER);
        long begun = System.nanoTime();
        generator.add(units - tail, SLOTS);
        lastCounter = units;
        double first = seconds(begun);
        long last = System.nanoTime();
        generator.add(tail, SLOTS);
        double added = books.events().count() - events;
        System.out.printf(
                "%s insert   %,d units in %.1f s; the last %,d: %.1f units/s; %.1f events per unit, %.0f events/s%n",
                engine,
                units,
                first + seconds(last),
                tail,
                tail / seconds(last),
                added / units,
                added / seconds(begun));
    }

    /// Units by chance: a list of 1 million serial numbers has no place in 64 MiB.
    private void lookUp(Books books, int units) throws BooksException {
        var random = new Random(1);
        var nanos = new ArrayList<Long>();
        while (nanos.size() < LOOKUPS) {
            var serial = SerialNumber.of(PREFIX, 1 + random.nextInt(lastCounter));
            long begun = System.nanoTime();
            if (serial.isPresent() && books.units().find(serial.get()).isPresent()) {
                books.units().history(serial.get());
                books.runs().ofUnit(serial.get());
                nanos.add(System.nanoTime() - begun);
            }
        }
        Collections.sort(nanos);
        System.out.printf(
                "%s lookup   of %,d units: unit, history, runs: median %.2f ms, p99 %.2f ms%n",
                engine, units, nanos.get(LOOKUPS / 2) / 1e6, nanos.get(LOOKUPS * 99 / 100) / 1e6);
    }

    private void measureFiles(int units) throws Exception {
        server.flush();
        long octets = 0;
        for (var file : server.files()) {
            octets += Files.size(file);
        }
        if (engine == TestEngine.POSTGRESQL) {
            octets = databaseSize();
        }
        System.out.printf("%s files    %.1f MB, %.1f kB per unit%n", engine, octets / 1e6, octets / 1e3 / units);
    }

    private long databaseSize() throws SQLException {
        try (var connection = server.connect();
                var sql = connection.createStatement();
                var row = sql.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The events' rows as an export writes them, and as the engine copies them.
    private void exportRows(Books books, long most) throws Exception {
        var file = folder.resolve("rows");
        var sizes = new TreeMap<>(Map.of(VendorHome.STATION, most));
        for (int round = 1; round <= 3; round++) {
            Files.deleteIfExists(file); // who writes first would have to shorten it
            long begun = System.nanoTime();
            long rows = EventRows.write(EventsAhead.of(books.events(), sizes, EventsAhead.PAGE), file);
            double ours = seconds(begun);
            Files.delete(file);
            double bare = copy(file, most);
            System.out.printf(
                    "%s rows     %,d events in %.2f s, %.0f/s; bare copy %.2f s, ratio %.2f%n",
                    engine, rows, ours, rows / ours, bare, ours / bare);
        }
        Files.delete(file);
    }

    private double copy(Path file, long most) throws SQLException, IOException {
        var rows = "SELECT * FROM event WHERE station_id = ''%s'' AND sequence <= %d ORDER BY station_id, sequence"
                .formatted(VendorHome.STATION, most);
        long begun = System.nanoTime();
        try (var connection = server.connect()) {
            if (engine == TestEngine.POSTGRESQL) {
                try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("COPY (%s) TO STDOUT".formatted(rows.replace("''", "'")), out);
                }
            } else {
                try (var sql = connection.createStatement()) {
                    sql.execute("CALL CSVWRITE('%s', '%s')".formatted(file, rows));
                }
            }
        }
        return seconds(begun);
    }

    private void export(VendorHome home, Books books) throws Exception {
        var dir = folder.resolve("export");
        long begun = System.nanoTime();
        var report = home.export(books, clock, new ExportRange.All(), dir);
        double seconds = seconds(begun);
        System.out.printf(
                "%s export   %,d units, %,d events in %.1f s: %.0f units/s%n",
                engine, report.units(), report.events(), seconds, report.units() / seconds);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
