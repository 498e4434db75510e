package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;

import dev.sealbench.core.EventRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// A program for measuring: durable events per second through the recording code, beside the same rows written by
/// JDBC by hand with the same durability (a row of the event, the head of the log moved; the disk was synchronised
/// when the call returns). `RecordingBench SECONDS`: H2 and PostgreSQL, 1 and 8 writers of one log, the two ways in
/// turn, each in a database of its own.
final class RecordingBench {

    private static final int ROUNDS = 3;

    private final BookServer server;
    private final TestEngine engine;
    private final double seconds;

    private RecordingBench(TestEngine engine, BookServer server, double seconds) {
        this.engine = engine;
        this.server = server;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        double seconds = Double.parseDouble(arguments[0]);
        System.out.println("engine      writers  round  recorded/s  by hand/s  by hand/recorded");
        new RecordingBench(TestEngine.H2, TestEngine.H2.server(), seconds).run();
        // not the tests' server, which does not wait for its disk
        var postgres = PostgresServer.startDurable(PostgresPrograms.find().orElseThrow());
        try {
            new RecordingBench(TestEngine.POSTGRESQL, postgres, seconds).run();
        } finally {
            postgres.stop();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        server.makeMigrated();
        try (var books = Books.open(server.config("line-1"), Clock.systemUTC())) {
            server.makeMigrated(); // another database for the rows by hand
            Books.open(server.config("line-1"), Clock.systemUTC()).close();
            try (var open = server.connect()) { // keeps H2's file open
                for (int writers : new int[] {1, 8}) {
                    for (int round = 0; round <= ROUNDS; round++) {
                        double recorded = recorded(books, writers);
                        double byHand = byHand(writers);
                        if (round > 0) { // the first one warms up
                            System.out.printf(
                                    "%-12s %6d %6d %11.0f %10.0f %17.2f%n",
                                    engine, writers, round, recorded, byHand, byHand / recorded);
                        }
                    }
                }
                open.isValid(0);
            }
        }
    }

    private double recorded(Books books, int writers) throws Exception {
        var event =
                new NewEvent("bench.event", Optional.empty(), Optional.empty(), EventRecord.Result.OK, "one of many");
        return rate(writers, () -> () -> books.events().append(event, AUTHOR));
    }

    private double byHand(int writers) throws Exception {
        var opened = new ArrayList<Connection>();
        try {
            return rate(writers, () -> {
                var connection = server.connect();
                connection.setAutoCommit(false);
                opened.add(connection);
                return writer(connection);
            });
        } finally {
            for (var connection : opened) {
                connection.close();
            }
        }
    }

    private Write writer(Connection connection) throws SQLException {
        var lock = connection.prepareStatement("SELECT last_sequence FROM station WHERE station_id = ? FOR UPDATE");
        var insert = connection.prepareStatement("INSERT INTO event (station_id, sequence, happened_at, person, action,"
                + " serial, run_id, result, detail, versions) VALUES (?, ?, ?, ?, ?, NULL, NULL, ?, ?, ?)");
        var move = connection.prepareStatement(
                "UPDATE station SET last_sequence = ?, last_event_at = ? WHERE station_id = ?");
        var sync = connection.prepareStatement(engine == TestEngine.H2 ? "CHECKPOINT SYNC" : "SELECT 1");
        return () -> {
            var now = OffsetDateTime.now(ZoneOffset.UTC);
            lock.setString(1, "line-1");
            long sequence;
            try (var head = lock.executeQuery()) {
                head.next();
                sequence = head.getLong(1) + 1;
            }
            insert.setString(1, "line-1");
            insert.setLong(2, sequence);
            insert.setObject(3, now);
            insert.setString(4, AUTHOR.person());
            insert.setString(5, "bench.event");
            insert.setString(6, "OK");
            insert.setString(7, "one of many");
            insert.setString(8, AUTHOR.versions());
            insert.executeUpdate();
            move.setLong(1, sequence);
            move.setObject(2, now);
            move.setString(3, "line-1");
            move.executeUpdate();
            connection.commit();
            if (engine == TestEngine.H2) {
                sync.execute();
            }
        };
    }

    /// One durable event.
    private interface Write {
        void now() throws Exception;
    }

    private double rate(int writers, Callable<Write> makeWriter) throws Exception {
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var made = new ArrayList<Write>();
            for (int i = 0; i < writers; i++) {
                made.add(makeWriter.call());
            }
            long started = System.nanoTime();
            long ends = started + (long) (seconds * 1e9);
            var calls = new ArrayList<Callable<Long>>();
            for (var writer : made) {
                calls.add(() -> {
                    long written = 0;
                    for (; System.nanoTime() < ends; written++) {
                        writer.now();
                    }
                    return written;
                });
            }
            long written = 0;
            for (var each : threads.invokeAll(calls)) {
                written += each.get();
            }
            return written / ((System.nanoTime() - started) / 1e9);
        }
    }
}
