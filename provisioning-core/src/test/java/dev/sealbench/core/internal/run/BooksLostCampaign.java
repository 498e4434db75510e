package dev.sealbench.core.internal.run;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.books.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Two stations take ten units through one PostgreSQL, which is killed, stands still, is shut down, has no connection
/// or no disk left meanwhile, and is put right again. Nothing may be lost and nothing booked twice. `scripts/campaign`
/// starts it: `BooksLostCampaign --seconds N --seed S [--only PATTERN]`.
final class BooksLostCampaign {

    private static final int UNITS = 10;
    private static final int DISK_MIB = 256;

    /// Far more than ten units and a fault take: stations that do not come back must not keep the campaign.
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// Time-outs of the driver, in seconds, for servers that stand still; the stations' own are longer.
    private static final String TIMES = "?socketTimeout=4&connectTimeout=3";

    private static final int LATEST_FAULT_MS = 2_500;
    private static final int SHORTEST_FAULT_MS = 6_000;
    private static final int LONGEST_FAULT_MS = 9_000;

    private final Map<ServerFault, Integer> played = new EnumMap<>(ServerFault.class);
    private final Random random;
    private final PostgresServer server;
    private int cases;
    private int noted;
    private int failures;

    private BooksLostCampaign(PostgresServer server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws Exception {
        long ends = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
        var disk = Files.createTempDirectory("books-lost");
        disk.toFile().setExecutable(true, false); // PostgreSQL runs as another user where root starts it
        boolean small = exec("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "books-lost", disk.toString());
        boolean good;
        try {
            var server = LostBooks.server(Files.createDirectory(disk.resolve("server")));
            try {
                var campaign = new BooksLostCampaign(server, Long.parseLong(arguments[3]));
                var only = Pattern.compile(arguments.length > 5 ? arguments[5] : "");
                good = campaign.run(ends, faults(small, only));
            } finally {
                LostBooks.end(server);
            }
        } finally {
            if (small) {
                exec("umount", disk.toString());
            }
            exec("rm", "-rf", disk.toString());
        }
        System.exit(good ? 0 : 1);
    }

    private static List<ServerFault> faults(boolean small, Pattern only) {
        var faults = new ArrayList<>(Arrays.asList(ServerFault.values()));
        if (!small) {
            faults.remove(ServerFault.DISK_FULL);
            System.out.println("a full disk is not played: only root may mount a small one");
        }
        faults.removeIf(fault -> !only.matcher(fault.name()).find());
        return faults;
    }

    private boolean run(long ends, List<ServerFault> faults) throws Exception {
        do {
            Collections.shuffle(faults, random);
            for (var fault : faults) {
                if (cases == 0 || System.nanoTime() < ends) {
                    play(fault);
                }
            }
        } while (System.nanoTime() < ends);
        System.out.printf("units by fault: %s, returns of the books that stations noted: %d%n", played, noted);
        System.out.printf("campaign books-lost cases %d failures %d%n", cases, failures);
        return failures == 0;
    }

    /// One case: ten units, one fault.
    private void play(ServerFault fault) throws Exception {
        cases++;
        int before = failures;
        var url = LostBooks.address(LostBooks.fresh(server, "line-1", UNITS))[0] + TIMES;
        var homes = Files.createTempDirectory("books-lost-homes");
        try (var one = station(homes, url, "line-1");
                var two = station(homes, url, "line-2");
                var threads = Executors.newFixedThreadPool(3)) {
            one.wrongLog();
            two.wrongLog();
            var serials = LostBooks.serials(UNITS);
            var work = List.of(
                    threads.submit(() -> all(one, serials, 0)),
                    threads.submit(() -> all(two, serials, 1)),
                    threads.submit(() -> befall(fault)));
            await(fault, work);
            for (var station : List.of(one, two)) {
                station.backlog().requireBooks();
                require(
                        fault,
                        "%d units are late".formatted(station.backlog().size()),
                        station.backlog().size() == 0);
            }
            int returns = returns(one.books());
            noted += returns;
            // PostgreSQL writes on for a while into log files that it has already
            require(fault, "no station noted that its books are back", returns > 0 || fault == ServerFault.DISK_FULL);
            BookedOnce.complaints(one.books(), serials).forEach(each -> require(fault, each, false));
        }
        server.drop();
        exec("rm", "-rf", homes.toString());
        played.merge(fault, UNITS, Integer::sum);
        System.out.printf("%-18s %s%n", fault, failures == before ? "good" : "FAILED");
    }

    private static VirtualStation station(Path homes, String url, String name) throws Exception {
        var settings = new VirtualStation.Settings(Duration.ofSeconds(2), _ -> breathe(80));
        return VirtualStation.open(homes.resolve(name), LostBooks.at(url, name), settings);
    }

    private void await(ServerFault fault, List<? extends Future<?>> work) throws Exception {
        for (var each : work) {
            try {
                each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                require(fault, e.toString(), false);
            }
        }
    }

    /// Every second unit, each run again until it is finished.
    private static Void all(VirtualStation station, List<SerialNumber> serials, int parity) throws Exception {
        long ends = System.nanoTime() + LIMIT.toNanos();
        for (int i : IntStream.range(0, serials.size())
                .filter(each -> each % 2 == parity)
                .toArray()) {
            while (station.provision(serials.get(i)).isPresent()) {
                if (System.nanoTime() > ends) {
                    throw new IllegalStateException(serials.get(i) + " was not finished");
                }
                breathe(500);
            }
        }
        return null;
    }

    private Void befall(ServerFault fault) throws Exception {
        breathe(LATEST_FAULT_MS);
        var eaten = new ArrayList<Connection>();
        fault.inflict(server, eaten);
        Thread.sleep(SHORTEST_FAULT_MS);
        breathe(LONGEST_FAULT_MS - SHORTEST_FAULT_MS);
        fault.heal(server, eaten);
        return null;
    }

    /// How often a station wrote down that its books were back.
    private static int returns(Books books) throws BooksException {
        var found = new AtomicInteger();
        for (var station : books.events().stations()) {
            books.events().forEach(station, 1, event -> found.addAndGet("books.back".equals(event.action()) ? 1 : 0));
        }
        return found.get();
    }

    private void require(ServerFault fault, String otherwise, boolean holds) {
        if (!holds) {
            failures++;
            System.out.printf("FAILED %s: %s%n", fault, otherwise);
        }
    }

    private static void breathe(int most) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean exec(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
