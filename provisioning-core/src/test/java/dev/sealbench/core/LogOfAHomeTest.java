package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log of a real home is signed with the station's key, and a database that was put back is noticed.
class LogOfAHomeTest {

    private static final String SERIAL = "CP42647100001239";

    @TempDir
    Path folder;

    private TestHome house;

    @BeforeEach
    void makeAHome() throws Exception {
        house = TestHome.create(folder);
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            add(lead, "olga", Role.OPERATOR);
        }
    }

    @Test
    void theLogIsSignedWhenTheStationCloses() throws Exception {
        var note = Files.readString(house.home.newestCheckpoint());

        assertThat(note).startsWith("sealbench/line-1\n").contains("\n\n— sealbench/line-1 ");
        try (var books = books()) {
            var newest = books.log().newest().orElseThrow();
            assertThat(newest.note().toBytes()).asString(StandardCharsets.UTF_8).isEqualTo(note);
            assertThat(newest.size())
                    .isEqualTo(books.events().last().orElseThrow().sequence());
        }
    }

    @Test
    void aLeadIsHandedTheNewestCheckpoint() throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            var head = lead.audit().logHead();
            assertThat(head.wrong()).isEmpty();
            assertThat(head.note().lines().toList().get(1)).isEqualTo(Long.toString(head.events()));
            assertThat(lead.audit().logHead()).as("nothing happened since").isEqualTo(head);
            add(lead, "otto", Role.OPERATOR);
            assertThat(lead.audit().logHead().events()).isGreaterThan(head.events());
        }
        assertThat(house.events())
                .as("closing found nothing wrong")
                .noneMatch(event -> event.action().equals("log.broken"));
    }

    @Test
    void aDatabaseOfYesterdayStartsNoUnit() throws Exception {
        var yesterday = folder.resolve("yesterday.mv.db");
        Files.copy(database(), yesterday);
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            add(lead, "otto", Role.OPERATOR);
            assertThat(refusal(lead)).as("the log is sound").isEqualTo(Fault.NO_WORK_ORDER);
        }
        Files.copy(yesterday, database(), StandardCopyOption.REPLACE_EXISTING);

        for (int opening = 0; opening < 2; opening++) {
            var left = Files.readString(house.home.newestCheckpoint());
            try (var station = house.open();
                    var lead = signIn(station, LEAD)) {
                assertThat(refusal(lead)).isEqualTo(Fault.LOG_BROKEN);
                assertThat(lead.audit().logHead().wrong().orElseThrow())
                        .contains("log of station line-1: ", "that left the station");
            }
            assertThat(house.last("log.broken").result()).isEqualTo(EventRecord.Result.FAILED);
            assertThat(Files.readString(house.home.newestCheckpoint()))
                    .as("no newer checkpoint takes the place of the one that shows it")
                    .isEqualTo(left);
        }
    }

    @Test
    void anotherLogsCheckpointStartsNoUnit() throws Exception {
        var note = Files.readString(house.home.newestCheckpoint());
        Files.writeString(house.home.newestCheckpoint(), note.replace("line-1", "line-2"));
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            assertThat(refusal(lead)).isEqualTo(Fault.LOG_BROKEN);
        }
    }

    @Test
    void aHomeFromBeforeTheTreeGoesOn() throws Exception {
        Files.delete(house.home.newestCheckpoint());
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            assertThat(refusal(lead)).isEqualTo(Fault.NO_WORK_ORDER);
        }
        assertThat(house.home.newestCheckpoint()).exists();
    }

    @Test
    void aHomePutBackAsAWholeIsFoundByItsWitness() throws Exception {
        var shared = Files.createDirectory(folder.resolve("shared"));
        try (var witness = LogWitness.open(folder.resolve("memory"), house.home.vendorRoot(), house.clock)) {
            var config = StationConfig.read(house.home.config());
            config.withWitness(new WitnessConfig(shared.toString(), witness.verifierKey()))
                    .write(house.home.config());
            try (var station = house.open();
                    var lead = signIn(station, LEAD)) {
                lead.audit().logHead();
                assertThat(health(lead)).contains("the witness has not answered yet");
            }
            assertThat(witness.answer(shared)).singleElement().matches(LogWitness.Answer::cosigned);
            var yesterday = folder.resolve("yesterday.mv.db");
            Files.copy(database(), yesterday);
            var left = Files.readAllBytes(house.home.newestCheckpoint());
            try (var station = house.open();
                    var lead = signIn(station, LEAD)) {
                assertThat(health(lead)).anyMatch(found -> found.startsWith("the witness cosigned the log of "));
                add(lead, "otto", Role.OPERATOR);
            }
            assertThat(witness.answer(shared)).singleElement().matches(LogWitness.Answer::cosigned);
            Files.copy(yesterday, database(), StandardCopyOption.REPLACE_EXISTING);
            Files.write(house.home.newestCheckpoint(), left); // both put back: they agree

            try (var station = house.open();
                    var lead = signIn(station, LEAD)) {
                assertThat(refusal(lead)).isEqualTo(Fault.LOG_BROKEN);
            }
            assertThat(witness.answer(shared)).as("nothing was asked").isEmpty();
        }
    }

    @Test
    void aWitnessThatIsAwayStopsNothing() throws Exception {
        try (var witness = LogWitness.open(folder.resolve("memory"), house.home.vendorRoot(), house.clock)) {
            StationConfig.read(house.home.config())
                    .withWitness(new WitnessConfig(folder.resolve("not there").toString(), witness.verifierKey()))
                    .write(house.home.config());
        }
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            assertThat(refusal(lead)).isEqualTo(Fault.NO_WORK_ORDER);
            assertThat(health(lead))
                    .anyMatch(found -> found.startsWith("the witness has not answered yet")
                            || found.startsWith("the folder of the witness cannot be read"));
        }
    }

    private static List<String> health(Session session) throws StationException {
        return session.health().examine(Set.of(), List.of()).stream()
                .map(HealthFinding::what)
                .toList();
    }

    private static Fault refusal(Session session) throws StationException {
        return switch (session.provisionAt("/dev/none", SERIAL, Optional.empty(), RunListener.silent())) {
            case Outcome.UnitRejected rejected -> rejected.fault();
            case Outcome.Refused refused -> refused.fault();
            case Outcome.StationFaulted faulted -> faulted.fault();
            case Outcome.Passed _, Outcome.Abandoned _ -> throw new AssertionError("there is no charger");
        };
    }

    private Path database() {
        return house.home.directory().resolve("books.mv.db");
    }

    private Books books() throws Exception {
        return Books.open(BooksConfig.h2(house.home.books(), TestHome.STATION_ID), Clock.systemUTC());
    }
}
