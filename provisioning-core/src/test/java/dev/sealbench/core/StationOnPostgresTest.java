package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.HealthFinding.Area;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.books.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home whose books are in PostgreSQL by the one setting.
class StationOnPostgresTest {

    @TempDir
    Path folder;

    private TestHome house;

    @BeforeEach
    void makeAHome() throws Exception {
        house = TestHome.create(folder, TestEngine.postgres());
    }

    @Test
    void peopleSignInAndTheLogIsSigned() throws Exception {
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            add(lead, "olga", Role.OPERATOR);
            assertThat(lead.settings().read().config().database()).isNotNull();
            assertThat(database(lead.health().examine(Set.of(), List.of())))
                    .anyMatch(found -> found.startsWith("the books are kept by PostgreSQL ")
                            && found.contains(" at jdbc:postgresql://127.0.0.1:"));
        }
        try (var station = house.open();
                var olga = signIn(station, "olga")) {
            assertThat(olga.person().name()).isEqualTo("olga");
        }
        assertThat(Files.readString(house.home.newestCheckpoint())).startsWith("sealbench/line-1\n");
        assertThat(Files.exists(house.home.directory().resolve("books.mv.db"))).isFalse();
        assertThat(Files.readString(house.home.config())).doesNotContain(PostgresServer.PASSWORD);
    }

    @Test
    void theTablesAreCheckedAndBroughtUpToDate() throws Exception {
        house.open().close();

        var report = BooksAdmin.check(house.home);
        assertThat(report.good()).isTrue();
        assertThat(report.lines()).anyMatch(line -> line.startsWith("INFO: kept by PostgreSQL "));
        assertThat(Doctor.examine(house.home, house.clock))
                .filteredOn(found -> found.area() == Area.DATABASE)
                .isNotEmpty()
                .allMatch(HealthFinding::isGood);
        BooksAdmin.migrate(house.home, PostgresServer.OWNER, "file:books.password");
        assertThat(BooksAdmin.check(house.home).good()).isTrue();
    }

    @Test
    void aPasswordThatTheServerRefusesIsSaidAndIsTheStationsFault() throws Exception {
        Files.writeString(house.home.directory().resolve("books.password"), "another");

        assertThatThrownBy(house::open).isInstanceOfSatisfying(StationException.class, refused -> {
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.fault()).isEqualTo(Fault.BOOKS_UNAVAILABLE);
            assertThat(refused.detail()).contains("refuses the station's role or its password");
        });
        assertThat(Doctor.examine(house.home, house.clock))
                .anyMatch(found -> found.what().contains("refuses the station's role or its password")
                        && found.mend().contains("PostgreSQL"));
    }

    @Test
    void aCopyOfTheHomeDoesNotWorkBesideIt() throws Exception {
        var copy = new StationHome(folder.resolve("copy"));
        copied(house.home.directory(), copy.directory());

        try (var station = house.open()) {
            assertThat(station.hasPeople()).isFalse();
            assertThatThrownBy(() -> Station.open(copy, house.clock))
                    .isInstanceOfSatisfying(StationException.class, refused -> {
                        assertThat(refused.fault()).isEqualTo(Fault.HOME_IN_USE);
                        assertThat(refused.detail()).startsWith("somebody else works as station line-1 in these books");
                    });
            assertThat(BooksAdmin.check(copy).good()).as("looking is no work").isTrue();
        }
        Station.open(copy, house.clock).close();
        house.open().close();
    }

    private static void copied(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void anUnprotectedLineIsAWarning() throws Exception {
        var config = StationConfig.read(house.home.config());
        config.withDatabase(new DatabaseConfig("jdbc:postgresql://books.invalid/books", "u", null))
                .write(house.home.config());

        assertThat(Doctor.examine(house.home, house.clock))
                .anyMatch(found -> found.severity() == HealthFinding.Severity.WARNING
                        && found.mend().contains("sslmode=verify-full"));
    }

    @Test
    void aSecretStaysTheSameInWhateverDatabase() throws Exception {
        try (var station = house.open()) {
            house.firstLead(station).close();
        }
        try (var station = house.open()) {
            assertThatThrownBy(() -> signIn(station, LEAD, "not her secret at all"))
                    .isInstanceOfSatisfying(
                            StationException.class,
                            refused -> assertThat(refused.fault()).isEqualTo(Fault.NOT_SIGNED_IN));
            signIn(station, LEAD).close();
        }
    }

    private static List<String> database(List<HealthFinding> findings) {
        return findings.stream()
                .filter(found -> found.area() == Area.DATABASE)
                .map(HealthFinding::what)
                .toList();
    }
}
