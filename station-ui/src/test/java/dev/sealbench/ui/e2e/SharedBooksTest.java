package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.sealbench.ui.testkit.Repository;
import dev.sealbench.ui.testkit.SharedBooks;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// One unit on a station whose books are in PostgreSQL, and what another station on the same books may do with it. The
/// tests are one story, told in order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedBooksTest {

    private static final String OTHER_SERIAL = Demo.serial(2);

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

    @Test
    @Order(2)
    void theCommandsWorkAsWithAFileInTheHome() throws Exception {
        var check = first.command("db", "check");
        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains("kept by PostgreSQL ", "1 units LABELLED", "the books are in order");
        assertThat(first.command("unit", "show", Demo.SERIAL, "--json").out()).contains("\"LABELLED\"");
        var export = first.folder().resolve("export");
        var written = first.command("audit", "export", "--work-order", "WO-DEMO-1", "--out", export.toString());
        assertThat(written.exitCode()).as(written.output()).isZero();
        var trust = demo.folder().resolve("trust.pem").toString();
        var verified = first.command("audit", "verify", export.toString(), "--trust", trust);
        assertThat(verified.output()).contains("SOUND: export of ");
        assertThat(verified.exitCode()).isZero();
        var script = Repository.file("scripts/audit-verify").toString();
        assertThat(Tool.must(first.folder(), script, export.toString(), "--trust", trust))
                .startsWith("SOUND ");
    }

    @Test
    @Order(3)
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
    @Order(4)
    void aHungChargerHoldsNothingAndItsUnitIsRefusedAtTheOtherStation() throws Exception {
        try (var charger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var here = first.open("olga");
                var there = other.open("olga")) {
            var run = CompletableFuture.supplyAsync(() -> here.provisionAt(
                    "tcp:127.0.0.1:" + charger.getLocalPort(), OTHER_SERIAL, Optional.empty(), RunListener.silent()));
            try (var line = charger.accept()) {
                assertThat(line.getInputStream().read())
                        .as("it asks who is there")
                        .isNotNegative();

                assertThat(server.openTransactions()).isEmpty();
                var refused = there.provisionAt("/dev/none", OTHER_SERIAL, Optional.empty(), RunListener.silent());
                assertThat(refused).isInstanceOfSatisfying(Outcome.Refused.class, outcome -> {
                    assertThat(outcome.fault()).isEqualTo(Fault.UNIT_IN_WORK);
                    assertThat(outcome.detail())
                            .isEqualTo("serial number %s is in work at station demo-1, slot 0".formatted(OTHER_SERIAL));
                });
            }
            assertThat(run.join()).isNotInstanceOf(Outcome.Passed.class);
            var now = there.provisionAt("/dev/none", OTHER_SERIAL, Optional.empty(), RunListener.silent());
            assertThat(now)
                    .as("only the port is missing now")
                    .isInstanceOfSatisfying(
                            Outcome.StationFaulted.class,
                            outcome -> assertThat(outcome.fault()).isEqualTo(Fault.PORT_ABSENT));
        }
        try (var books = other.books()) {
            var unit = books.units().find(new SerialNumber(OTHER_SERIAL));
            assertThat(unit.orElseThrow().state()).isEqualTo(UnitState.SCANNED);
            assertThat(books.check().run()).noneMatch(found -> found.what().contains("run without an end"));
        }
    }

    @Test
    @Order(5)
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
}
