package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.Author;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.books.TestEngine;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.Repository;
import dev.sealbench.ui.testkit.SharedBooks;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two stations with one PostgreSQL, the second with a vault that was restored from a backup of the first one's: units
/// that either makes, units that are carried from one to the other (docs/design/056-moved-units.md), and what each may
/// do with the other's. The tests are one story, told in order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedBooksTest {

    private static final Author SOMEBODY = new Author("setup", "test");
    private static final String TAKEN_IN_TURN = Demo.serial(2);
    private static final String CARRIED_OVER = Demo.serial(3);

    /// Those of the three ways on which all others are made at once: two slots of the first station, one of the other.
    private static final List<List<String>> WAYS = List.of(serials(4, 5, 6), serials(7, 8), serials(9, 10));

    private static final String HUNG = Demo.serial(11);

    private PostgresServer server;
    private SharedBooks shared;
    private Demo demo;
    private TestStation first;
    private TestStation other;

    @BeforeAll
    void open(Demo demo) throws Exception {
        this.demo = demo;
        server = TestEngine.postgres();
        shared = new SharedBooks(demo, server);
        first = shared.firstStation();
        other = shared.otherStation("demo-2");
    }

    @Test
    @Order(1)
    void aUnitPassesAndNoTransactionIsOpenWhileTheChargerWorks() throws Exception {
        var watch = new TransactionWatch(server);
        try (var charger = demo.newCharger(first).plugIn();
                var station = first.open("olga")) {
            assertThat(charger.hasPower()).isTrue();
            assertThat(station.provision(1, Demo.SERIAL, Optional.empty(), watch))
                    .isInstanceOf(Outcome.Passed.class);
        }
        assertThat(watch.looks()).isGreaterThan(20);
        assertThat(watch.open()).isEmpty();
    }

    /// Each station draws credentials and begins the burn, twice; the one that finishes it has drawn some before.
    @Test
    @Order(2)
    void theChargerHoldsWhatTheLabelsSayWhicheverStationFinishesIt() throws Exception {
        try (var charger = demo.newCharger(first).plugIn()) {
            CarriedUnit.takeInTurn(charger, TAKEN_IN_TURN, first, other);
            assertThat(FinishedUnit.faults(first, charger, TAKEN_IN_TURN)).isEmpty();
        }
        try (var books = first.books()) {
            var newest = books.secrets().current(new SerialNumber(TAKEN_IN_TURN));
            assertThat(newest.orElseThrow().generation())
                    .as("one for each change of station")
                    .isEqualTo(4);
        }
    }

    /// It is finished while the first station exports: that export knows nothing of it, and is sound.
    @Test
    @Order(3)
    void aUnitThatFailedAtOneStationIsFinishedAtTheOther() throws Exception {
        try (var charger = demo.newCharger(first).plugIn()) {
            assertThat(CarriedUnit.take(charger, first, CARRIED_OVER, CarriedUnit.stopInBurn()))
                    .isInstanceOf(Outcome.Abandoned.class);
            var export = ExportMeanwhile.of(
                    first,
                    () -> assertThat(CarriedUnit.take(charger, other, CARRIED_OVER, RunListener.silent()))
                            .isInstanceOf(Outcome.Passed.class));

            assertThat(verified(export)).contains("SOUND: export of ");
            assertThat(Files.readString(export.resolve("units.csv"))).contains(CARRIED_OVER);
            assertThat(FinishedUnit.faults(other, charger, CARRIED_OVER)).isEmpty();
        }
    }

    private String verified(Path export) {
        var trust = demo.folder().resolve("trust.pem").toString();
        var verified = first.command("audit", "verify", export.toString(), "--trust", trust);
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        return verified.output();
    }

    @Test
    @Order(4)
    void bothMakeUnitsAtTheSameTime() throws Exception {
        try (var here = first.open("olga");
                var there = other.open("olga");
                var ways = Executors.newFixedThreadPool(WAYS.size())) {
            var made = List.of(
                    ways.submit(() -> make(here, WAYS.get(0), 1)),
                    ways.submit(() -> make(here, WAYS.get(1), 2)),
                    ways.submit(() -> make(there, WAYS.get(2), 3)));
            for (var way : made) {
                assertThat(way.get()).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Passed.class));
            }
        }
    }

    private List<Outcome> make(OpenStation open, List<String> serials, int slot) throws IOException {
        var outcomes = new ArrayList<Outcome>();
        for (var serial : serials) {
            try (var charger = demo.newCharger(first, slot).plugIn()) {
                outcomes.add(CarriedUnit.take(charger, open, serial, RunListener.silent()));
            }
        }
        return outcomes;
    }

    @Test
    @Order(5)
    void theCommandsWorkAsWithAFileInTheHome() throws Exception {
        var check = first.command("db", "check");
        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains("kept by PostgreSQL ", "10 units LABELLED", "the books are in order");
        assertThat(first.command("unit", "show", Demo.SERIAL, "--json").out()).contains("\"LABELLED\"");
        var export = first.folder().resolve("export");
        var written = first.command("audit", "export", "--work-order", "WO-DEMO-1", "--out", export.toString());
        assertThat(written.exitCode()).as(written.output()).isZero();
        assertThat(verified(export)).contains("SOUND: export of ");
        var trust = demo.folder().resolve("trust.pem").toString();
        var script = Repository.file("scripts/audit-verify").toString();
        assertThat(Tool.must(first.folder(), script, export.toString(), "--trust", trust))
                .startsWith("SOUND ");
    }

    @Test
    @Order(6)
    void theOtherStationKnowsTheUnitAndPrintsItsLabelAgain() throws Exception {
        try (var station = other.open("olga")) {
            var outcome = station.provisionAt("/dev/none", Demo.SERIAL, Optional.empty(), RunListener.silent());
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.fault()).isEqualTo(Fault.SERIAL_FINISHED));
        }
        try (var station = other.open("quinn")) {
            assertThat(station.labels()
                            .print(Demo.SERIAL, LabelKind.ACCESS, "smudged")
                            .copy())
                    .isEqualTo(2);
        }
    }

    @Test
    @Order(7)
    void aHungChargerHoldsNothingAndItsUnitIsRefusedAtTheOtherStation() throws Exception {
        try (var charger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var here = first.open("olga");
                var there = other.open("olga")) {
            var run = CompletableFuture.supplyAsync(() -> here.provisionAt(
                    "tcp:127.0.0.1:" + charger.getLocalPort(), HUNG, Optional.empty(), RunListener.silent()));
            try (var line = charger.accept()) {
                assertThat(line.getInputStream().read())
                        .as("it asks who is there")
                        .isNotNegative();

                assertThat(server.openTransactions()).isEmpty();
                var refused = there.provisionAt("/dev/none", HUNG, Optional.empty(), RunListener.silent());
                assertThat(refused).isInstanceOfSatisfying(Outcome.Refused.class, outcome -> {
                    assertThat(outcome.fault()).isEqualTo(Fault.UNIT_IN_WORK);
                    assertThat(outcome.detail())
                            .isEqualTo("serial number %s is in work at station demo-1, slot 0".formatted(HUNG));
                });
            }
            assertThat(run.join()).isNotInstanceOf(Outcome.Passed.class);
            var now = there.provisionAt("/dev/none", HUNG, Optional.empty(), RunListener.silent());
            assertThat(now)
                    .as("only the port is missing now")
                    .isInstanceOfSatisfying(
                            Outcome.StationFaulted.class,
                            outcome -> assertThat(outcome.fault()).isEqualTo(Fault.PORT_ABSENT));
        }
        try (var books = other.books()) {
            var unit = books.units().find(new SerialNumber(HUNG));
            assertThat(unit.orElseThrow().state()).isEqualTo(UnitState.SCANNED);
            assertThat(books.check().run()).noneMatch(found -> found.what().contains("run without an end"));
        }
    }

    @Test
    @Order(8)
    void aStationWithAnotherProductSecretSaysWhereToPrint() throws Exception {
        var strange = shared.strangeStation("demo-3");
        try (var station = strange.open("quinn")) {
            assertThatThrownBy(() -> station.labels().print(Demo.SERIAL, LabelKind.ACCESS, "smudged"))
                    .isInstanceOfSatisfying(StationException.class, refused -> {
                        assertThat(refused.fault()).isEqualTo(Fault.BEGUN_ELSEWHERE);
                        assertThat(refused.getMessage())
                                .isEqualTo("another station began this unit: its credentials do not open with this"
                                        + " station's product secret, station demo-1 sealed them; take it there");
                    });
            assertThat(station.labels()
                            .print(Demo.SERIAL, LabelKind.PLATE, "scratched")
                            .copy())
                    .as("a plate has no secret")
                    .isEqualTo(2);
        }
    }

    @Test
    @Order(9)
    void aUsedTpmThatTheseBooksDoNotKnowStaysOut() throws Exception {
        var serial = Demo.serial(12);
        try (var charger = demo.newCharger(first).plugIn()) {
            CarriedUnit.take(charger, demo.newStation(), serial, CarriedUnit.stopInBurn());

            CarriedUnit.rejected(charger, first, serial, Fault.TPM_NOT_VIRGIN);
        }
    }

    @Test
    @Order(10)
    void aUsedTpmOfAnotherUnitStaysOut() throws Exception {
        try (var charger = demo.newCharger(first).plugIn()) {
            CarriedUnit.take(charger, first, Demo.serial(13), CarriedUnit.stopInBurn());

            CarriedUnit.rejected(charger, other, Demo.serial(14), Fault.CHIP_KNOWN);
        }
    }

    /// Whatever a charger says of itself: what was locked is never blank again.
    @Test
    @Order(11)
    void aUsedTpmOfAUnitThatWasLockedStaysOut() throws Exception {
        var serial = Demo.serial(15);
        try (var charger = demo.newCharger(first).plugIn()) {
            CarriedUnit.take(charger, first, serial, CarriedUnit.stopInBurn());
            try (var books = other.books()) {
                books.units().advance(new SerialNumber(serial), UnitState.LOCKED, SOMEBODY);
            }

            CarriedUnit.rejected(charger, other, serial, Fault.TPM_NOT_VIRGIN);
        }
    }

    private static List<String> serials(int... counters) {
        return IntStream.of(counters).mapToObj(Demo::serial).toList();
    }
}
