package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.PostgresArchive;
import dev.sealbench.core.internal.books.TestEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Books in PostgreSQL are put back as the administrator's guide says. Those that are older than what the station
/// signed are noticed, and no unit starts. For H2: [LogOfAHomeTest].
class BackupOnPostgresTest {

    private static final String SERIAL = "CP42647100001239";

    @TempDir
    Path folder;

    @Test
    void aDumpThatIsOlderThanWhatTheStationSignedStartsNoUnit() throws Exception {
        var server = TestEngine.postgres();
        var house = TestHome.create(folder, server);
        try (var station = house.open()) {
            house.firstLead(station).close();
        }
        var yesterday = folder.resolve("yesterday.dump");
        var now = folder.resolve("now.dump");
        server.dump(yesterday);
        work(house, "otto");
        server.dump(now);

        server.restore(now);
        house.use(server);
        assertSound(house);

        server.restore(yesterday);
        house.use(server);
        assertOlder(house);
    }

    @Test
    void aMomentBeforeWhatTheStationSignedStartsNoUnitAndTheNewestDoes() throws Exception {
        try (var archive = PostgresArchive.start()) {
            var house = TestHome.create(folder, archive.server());
            try (var station = house.open()) {
                house.firstLead(station).close();
            }
            archive.baseBackup();
            work(house, "otto");
            archive.server().execute("SELECT pg_create_restore_point('before olga')");
            work(house, "olga");
            archive.server().stopInOrder();

            house.use(archive.recovered(""));
            assertSound(house);
            assertThat(names(house)).contains("otto", "olga");

            house.use(archive.recovered("before olga"));
            assertThat(names(house)).contains("otto").doesNotContain("olga");
            assertOlder(house);
        }
    }

    private static void work(TestHome house, String name) throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            add(lead, name, Role.OPERATOR);
        }
    }

    private static List<String> names(TestHome house) throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            return lead.people().list().stream().map(Person::name).toList();
        }
    }

    private static void assertSound(TestHome house) throws Exception {
        assertThat(refusal(house)).isEqualTo(Fault.NO_WORK_ORDER);
        assertThat(BooksAdmin.check(house.home).good()).isTrue();
    }

    private static void assertOlder(TestHome house) throws Exception {
        assertThat(refusal(house)).isEqualTo(Fault.LOG_BROKEN);
        assertThat(Fault.LOG_BROKEN.next()).contains("administrator's guide");
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            assertThat(lead.audit().logHead().wrong().orElseThrow())
                    .contains("log of station line-1: ", "that left the station");
        }
    }

    private static Fault refusal(TestHome house) throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            return switch (lead.provisionAt("/dev/none", SERIAL, Optional.empty(), RunListener.silent())) {
                case Outcome.UnitRejected rejected -> rejected.fault();
                case Outcome.Refused refused -> refused.fault();
                case Outcome.StationFaulted faulted -> faulted.fault();
                case Outcome.Passed _, Outcome.Abandoned _ -> throw new AssertionError("there is no charger");
            };
        }
    }
}
