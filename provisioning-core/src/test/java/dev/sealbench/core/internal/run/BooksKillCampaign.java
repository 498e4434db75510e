package dev.sealbench.core.internal.run;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.BookServer;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.journal.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Kills a station (SIGKILL) before and after each statement, commit and journal entry of a unit's recording, and at
/// moments that the seed draws; opens it again, and demands that the unit is booked once. `scripts/campaign` starts it:
/// `BooksKillCampaign --seconds N --seed S [--only PATTERN]`. H2 and PostgreSQL take turns.
final class BooksKillCampaign {

    /// Units in the same books: each opening looks through the whole log.
    private static final int UNITS_PER_BOOKS = 20;

    /// A run takes about this long; kills after it are none.
    private static final int RUN_MICROS = 400_000;

    private static final int SIGKILL_EXIT = 137;

    private final Random random;
    private final Pattern only;
    private final long ends;
    private int cases;
    private int kills;
    private int failures;

    private BooksKillCampaign(String[] arguments) {
        this.ends = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
        this.random = new Random(Long.parseLong(arguments[3]));
        this.only = Pattern.compile(arguments.length > 5 ? arguments[5] : "");
    }

    public static void main(String[] arguments) throws Exception {
        var campaign = new BooksKillCampaign(arguments);
        var files = Files.createTempDirectory("books-kill");
        files.toFile().setExecutable(true, false); // PostgreSQL runs as another user where root starts it
        var server = LostBooks.server(Files.createDirectory(files.resolve("postgresql")));
        try {
            campaign.run(List.of(
                    campaign.new Line("H2", LostBooks.h2(files.resolve("h2")), files),
                    campaign.new Line("PostgreSQL", server, files)));
        } finally {
            LostBooks.end(server);
            remove(files);
        }
        System.exit(campaign.failures > 0 ? 1 : 0);
    }

    private void run(List<Line> lines) throws Exception {
        while ((cases < lines.size() || System.nanoTime() < ends)
                && lines.stream().anyMatch(Line::hasNext)) {
            for (var line : lines) {
                if (line.hasNext()) {
                    line.playNext();
                }
            }
        }
        failures += kills == 0 ? 1 : 0;
        System.out.printf("%d kills%n", kills);
        System.out.printf("campaign books-kill cases %d failures %d%n", cases, failures);
    }

    /// How a station is killed.
    ///
    /// @param point as [BooksVictim] takes it
    private record Kill(int point, long micros, String name) {}

    /// One engine with its books.
    private final class Line {

        private final String name;
        private final BookServer server;
        private final Path files;
        private Iterator<Kill> kills;
        private Iterator<SerialNumber> serials = Collections.emptyIterator();
        private BooksConfig config;
        private Path home;

        Line(String name, BookServer server, Path files) {
            this.name = name;
            this.server = server;
            this.files = files;
        }

        boolean hasNext() {
            return kills == null || kills.hasNext();
        }

        void playNext() throws Exception {
            if (!serials.hasNext()) {
                config = LostBooks.fresh(server, "line-1", UNITS_PER_BOOKS);
                home = Files.createTempDirectory(files, "home");
                serials = LostBooks.serials(UNITS_PER_BOOKS).iterator();
            }
            if (kills == null) {
                kills = all(run(new Kill(0, 0, "no kill"), serials.next()));
            }
            var kill = kills.next();
            var serial = serials.next();
            cases++;
            run(kill, serial);
            if (random.nextInt(4) == 0) {
                run(new Kill(-1 - random.nextInt(60), 0, "opening"), serial); // while it catches up
            }
            check(kill, serial);
            if (!serials.hasNext()) {
                remove(home);
            }
        }

        /// Each point once, and as many random moments.
        private Iterator<Kill> all(List<String> points) {
            var all = new ArrayList<Kill>();
            for (int i = 0; i < points.size(); i++) {
                all.add(new Kill(i + 1, 0, "point %d, %s".formatted(i + 1, points.get(i))));
                long micros = 1 + random.nextInt(RUN_MICROS);
                all.add(new Kill(0, micros, "after %d us".formatted(micros)));
            }
            all.removeIf(kill -> !only.matcher(kill.name()).find());
            Collections.shuffle(all, random);
            System.out.printf("%s: %d points, %d moments%n", name, points.size(), points.size());
            return all.iterator();
        }

        private List<String> run(Kill kill, SerialNumber serial) throws Exception {
            var address = LostBooks.address(config);
            var victim = JavaProcess.start(
                    BooksVictim.class,
                    home.toString(),
                    address[0],
                    address[1],
                    serial.text(),
                    String.valueOf(kill.point()),
                    String.valueOf(kill.micros()));
            var said = new String(victim.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = victim.waitFor();
            kills(exit);
            if (exit != 0 && exit != SIGKILL_EXIT) {
                failed(kill, serial, "the station ended with " + exit);
            }
            return said.lines().toList();
        }

        private void kills(int exit) {
            BooksKillCampaign.this.kills += exit == SIGKILL_EXIT ? 1 : 0;
        }

        private void check(Kill kill, SerialNumber serial) throws Exception {
            var settings = new VirtualStation.Settings(Duration.ZERO, _ -> {});
            try (var station = VirtualStation.open(home, config, settings)) {
                station.wrongLog().ifPresent(wrong -> failed(kill, serial, wrong));
                station.provision(serial).ifPresent(failure -> failed(kill, serial, failure.getMessage()));
                BookedOnce.complaints(station.books(), List.of(serial)).forEach(each -> failed(kill, serial, each));
            }
        }

        private void failed(Kill kill, SerialNumber serial, String why) {
            failures++;
            System.out.printf("FAILED %s, %s, %s: %s%n", name, kill.name, serial, why);
        }
    }

    private static void remove(Path folder) throws Exception {
        new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
    }
}
