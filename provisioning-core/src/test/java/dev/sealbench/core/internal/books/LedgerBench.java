package dev.sealbench.core.internal.books;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;

/// A program for measuring: how long writers of one station's log wait for each other, and for the disk.
///
/// `LedgerBench FOLDER`: 1, 4 and 16 threads write into new books, as slots do with pauses of 0 to 50 ms between.
/// `event` is one event; `event beside bookings` is the same while as many threads again write 40 rows and one
/// event each, as the booking of a unit does. Of `soon` rows the disk is not waited for: what they take longer
/// beside others is waiting.
final class LedgerBench {

    private static final int PAUSE_MS = 100;
    private static final int CALLS = 60;
    private static final int BOOKED_ROWS = 40;

    private final Ledger ledger;

    private LedgerBench(Ledger ledger) {
        this.ledger = ledger;
    }

    public static void main(String[] arguments) throws Exception {
        var config =
                BooksConfig.h2(Files.createDirectories(Path.of(arguments[0])).resolve("books"), "line-1");
        Books.migrate(config);
        var pool = JdbcConnectionPool.create(config.url(), config.user(), config.password());
        pool.setMaxConnections(64);
        var ledger = new Ledger(Jdbi.create(pool), config, Clock.systemUTC());
        ledger.enrol();
        var bench = new LedgerBench(ledger);
        bench.run("warm-up", 4, true, false);
        System.out.println("                     writers  call_ms: median     p95     max");
        for (int writers : new int[] {1, 4, 16}) {
            bench.run("soon", writers, false, false);
            bench.run("soon beside bookings", writers, true, false);
            bench.run("durable", writers, false, true);
            bench.run("durable beside bookings", writers, true, true);
        }
        pool.dispose();
    }

    private void run(String name, int writers, boolean bookings, boolean durable) throws Exception {
        var ended = new AtomicBoolean();
        var calls = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < writers; i++) {
                calls.add(threads.submit(() -> write(durable)));
                if (bookings) {
                    threads.submit(() -> book(ended));
                }
            }
            for (var each : calls) {
                each.get();
            }
            ended.set(true);
        }
        var nanos = new ArrayList<Long>();
        for (var each : calls) {
            Arrays.stream(each.get()).forEach(nanos::add);
        }
        nanos.sort(null);
        System.out.printf(
                "%-24s %3d %16.2f %7.2f %7.2f%n",
                name,
                writers,
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 95 / 100) / 1e6,
                nanos.getLast() / 1e6);
    }

    private long[] write(boolean durable) throws Exception {
        var nanos = new long[CALLS];
        Ledger.Change<Void> change = entry -> {
            entry.event("bench.event", "one of many");
            return null;
        };
        for (int i = 0; i < nanos.length; i++) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MS));
            long started = System.nanoTime();
            if (durable) {
                ledger.write(Samples.AUTHOR, change);
            } else {
                ledger.writeSoon(Samples.AUTHOR, change);
            }
            nanos[i] = System.nanoTime() - started;
        }
        return nanos;
    }

    private Void book(AtomicBoolean ended) throws Exception {
        while (!ended.get()) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MS));
            ledger.writeSoon(Samples.AUTHOR, entry -> {
                for (int i = 0; i < BOOKED_ROWS; i++) {
                    entry.handle()
                            .createUpdate("INSERT INTO customer VALUES (:vid, 'n', :domain, 'ESCROW', 30, :now)")
                            .bind("vid", UUID.randomUUID())
                            .bind("domain", UUID.randomUUID().toString())
                            .bind("now", Rows.time(entry.now()))
                            .execute();
                }
                entry.event("bench.booking", "as a unit's");
                return null;
            });
        }
        return null;
    }
}
