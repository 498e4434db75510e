package dev.sealbench.core;

import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.secret;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.books.TestEngine;
import dev.sealbench.core.internal.books.WrappedKey;
import dev.sealbench.core.internal.journal.JavaProcess;
import dev.sealbench.core.internal.run.ShredVictim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A station that is killed (SIGKILL) before or after a statement of `audit shred`: the next call finishes, and no
/// file has the keys any more.
///
/// Some of the points, which a seed draws: `-Dsealbench.kills=N` for as many, all when there are fewer;
/// `-Dsealbench.seed=S` for the same again.
class ShredKillTest {

    private static final int KILLS = Integer.getInteger("sealbench.kills", 2);
    private static final long SEED = Long.getLong("sealbench.seed", System.nanoTime());

    private static final int SIGKILL_EXIT = 137;

    /// Of the work order.
    private static final int UNITS_PER_HOME = 60;

    private static final int UNITS_PER_KILL = 2;

    @TempDir
    Path folder;

    private PostgresServer server;
    private Path homes;
    private TestHome house;
    private ShredOrder order;
    private int units;

    @ParameterizedTest
    @EnumSource
    void whateverItWasKilledInTheNextCallFinishes(TestEngine engine) throws Exception {
        makeHome(engine);
        var points = run(0, twoUnits());
        assertThat(points).hasSizeGreaterThan(40).contains("after " + newFile(engine));
        for (int point : drawn(points)) {
            if (units + UNITS_PER_KILL > UNITS_PER_HOME) {
                makeHome(engine);
            }
            var due = twoUnits();
            run(point, due);
            finishes(due, "seed %d, point %d, %s".formatted(SEED, point, points.get(point - 1)));
        }
    }

    private static String newFile(TestEngine engine) {
        return switch (engine) {
            case H2 -> "SHUTDOWN COMPACT";
            case POSTGRESQL -> "CLUSTER unit_secret USING unit_secret_pk";
        };
    }

    /// Those around the new file, and others by chance.
    private static List<Integer> drawn(List<String> points) {
        var all = new ArrayList<Integer>();
        for (int number = 1; number <= points.size(); number++) {
            all.add(number);
        }
        Collections.shuffle(all, new Random(SEED));
        all.sort((a, b) -> Boolean.compare(isNewFile(points.get(b - 1)), isNewFile(points.get(a - 1))));
        return new ArrayList<>(new TreeSet<>(all.subList(0, Math.min(KILLS, all.size()))));
    }

    private static boolean isNewFile(String point) {
        return point.contains("SHUTDOWN") || point.contains("CLUSTER");
    }

    /// A unit with copies in the journal and in the folder for labels, and what must not be found any more.
    private record Unit(SerialNumber serial, WrappedKey key, Path label) {}

    private List<Unit> twoUnits() throws Exception {
        var made = new ArrayList<Unit>();
        for (int i = 0; i < UNITS_PER_KILL; i++) {
            var serial = order.scrapped(units++);
            order.leaveInJournal(serial);
            order.leaveLabel(serial);
            made.add(new Unit(serial, WrappedKey.of(order.secret(serial).sealed()), order.label(serial)));
        }
        return made;
    }

    /// The points that were passed, when it was not killed.
    private List<String> run(int point, List<Unit> due) throws Exception {
        var victim = JavaProcess.start(
                ShredVictim.class,
                house.home.directory().toString(),
                house.clock.instant().toString(),
                String.valueOf(point),
                "sofie",
                "leo");
        try (var in = victim.getOutputStream()) {
            in.write((secret("sofie") + "\n" + secret("leo") + "\n").getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(victim.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(victim.waitFor()).as("point %d", point).isEqualTo(point == 0 ? 0 : SIGKILL_EXIT);
        if (point == 0) {
            gone(due, "no kill");
        }
        return said.lines().toList();
    }

    /// What `audit shred --due` does.
    private void finishes(List<Unit> due, String kill) throws Exception {
        awaitServer();
        try (var station = house.open();
                var sofie = signIn(station, "sofie");
                var leo = signIn(station, "leo")) {
            var rest = sofie.retention().due(Optional.empty());
            var report = rest.isEmpty()
                    ? sofie.retention().finish()
                    : sofie.withSecond(leo).retention().destroy(rest);
            assertThat(report.isFinished()).as("%s: %s", kill, report).isTrue();
            assertThat(report.destroyed()).isEqualTo(rest.size());
            assertThat(sofie.retention().due(Optional.empty())).as(kill).isEmpty();
        }
        gone(due, kill);
    }

    private void gone(List<Unit> due, String kill) throws Exception {
        var files = files();
        for (var unit : due) {
            assertThat(unit.key().placesIn(files)).as(kill).isEmpty();
            assertThat(unit.label()).as(kill).doesNotExist();
            assertThat(order.secret(unit.serial()).shredded()).as(kill).isPresent();
            assertThat(house.events())
                    .as(kill)
                    .filteredOn(event -> event.action().equals("unit.credentials-shredded"))
                    .filteredOn(event -> event.serial().equals(Optional.of(unit.serial())))
                    .hasSize(1);
        }
        assertThat(house.last("credentials.destruction-ended").result()).isEqualTo(EventRecord.Result.OK);
    }

    private List<Path> files() throws Exception {
        var files = new ArrayList<Path>();
        try (var found = Files.walk(homes)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        if (server != null) {
            server.flush();
            files.addAll(server.files());
        }
        return files;
    }

    /// The server goes on with a statement whose station died, and ends its lock on the station's id afterwards.
    private void awaitServer() throws Exception {
        while (server != null && server.isUsed()) {
            Thread.sleep(20);
        }
    }

    private void makeHome(TestEngine engine) throws Exception {
        homes = Files.createTempDirectory(folder, "home");
        switch (engine) {
            case H2 -> house = TestHome.create(homes);
            case POSTGRESQL -> {
                server = TestEngine.postgres();
                house = TestHome.create(homes, server);
                // who owns the table makes it anew
                StationConfig.read(house.home.config())
                        .withDatabase(new DatabaseConfig(server.url(), PostgresServer.OWNER, "file:books.password"))
                        .write(house.home.config());
            }
        }
        order = ShredOrder.open(house, UNITS_PER_HOME);
        units = 0;
        addPeople();
    }

    private void addPeople() throws StationException, IOException {
        try (var station = house.open();
                var lena = house.firstLead(station)) {
            add(lena, "leo", Role.LEAD);
            try (var leo = signIn(station, "leo")) {
                add(lena.withSecond(leo), "sofie", Role.SECURITY_OFFICER);
            }
            signIn(station, "sofie").close(); // now there is a key slot for each
        }
    }
}
