package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a scan may be, and what the books say to it. No charger is asked: all of this is settled before.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class ScanTest {

    private static final String OTHER_PREFIX = "CP426472";
    private static final String FIRST = Demo.serial(OTHER_PREFIX, 1);
    private static final String SECOND = Demo.serial(OTHER_PREFIX, 2);

    private final TestStation station;

    ScanTest(Demo demo) throws IOException {
        station = demo.newStation();
    }

    @Test
    void aWrongCheckCharacterIsRefused() throws Exception {
        var right = Demo.serial(1);
        var wrong = right.substring(0, 15) + (right.endsWith("A") ? "B" : "A");

        Expect.refused(station, station.provision(wrong), Fault.SERIAL_UNREADABLE);

        assertThat(station.stateOf(right)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "=HYPERLINK(\"//x\")",
                "CP426471000000\u0000T",
                "CP4264710000001T\u001b[2J",
                "\u202eT1000000174624PC",
                "ＣＰ４２６４７１０００００１Ｔ",
                "CP4264710000001T CP4264710000001T",
                "../../../../etc/passwd"
            })
    void aHostileScanIsRefused(String scanned) throws Exception {
        Expect.refused(station, station.provision(scanned), Fault.SERIAL_UNREADABLE);
    }

    @Test
    void anEndlessScanIsRefused() throws Exception {
        Expect.refused(station, station.provision("7".repeat(100_000)), Fault.SERIAL_UNREADABLE);
    }

    @Test
    void aScanNeverDrivesTheTerminal() throws Exception {
        var run = station.command("provision", "--slot", "1", "--serial", "CP42\u001b[2J\u0007\r\nPASS");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).contains(" at scan: " + Fault.SERIAL_UNREADABLE);
        assertThat(run.out() + run.err()).doesNotContain("\u001b", "\u0007");
        assertThat(run.out().lines()).noneMatch(line -> line.startsWith("PASS"));
    }

    @Test
    void aSerialThatNoWorkOrderCoversIsRefused() throws Exception {
        Expect.refused(station, station.provision(FIRST), Fault.NO_WORK_ORDER);

        assertThat(station.stateOf(FIRST)).isEmpty();
    }

    @Test
    void aSerialOfAnotherWorkOrderIsRefused() throws Exception {
        try (var open = station.open()) {
            open.orders().open(order(open, "WO-2", 1));

            Expect.refused(station, provision(open, Demo.serial(1), Optional.of("WO-2")), Fault.NO_WORK_ORDER);
        }
    }

    @Test
    void aFullWorkOrderTakesNoOtherUnit() throws Exception {
        try (var open = station.open()) {
            open.orders().open(order(open, "WO-2", 1));
            Expect.faulted(station, provision(open, FIRST, Optional.empty()), Fault.PORT_ABSENT);

            Expect.refused(station, provision(open, SECOND, Optional.empty()), Fault.WORK_ORDER_FULL);

            // the one that was started may still be finished
            Expect.faulted(station, provision(open, FIRST, Optional.empty()), Fault.PORT_ABSENT);
        }
        assertThat(station.stateOf(SECOND)).isEmpty();
    }

    @Test
    void aScrappedUnitGivesItsPlaceBack() throws Exception {
        try (var open = station.open()) {
            open.orders().open(order(open, "WO-2", 1));
            Expect.faulted(station, provision(open, FIRST, Optional.empty()), Fault.PORT_ABSENT);
            open.units().scrap(FIRST, "fell from the belt");

            Expect.refused(station, provision(open, FIRST, Optional.empty()), Fault.UNIT_SCRAPPED);

            Expect.faulted(station, provision(open, SECOND, Optional.empty()), Fault.PORT_ABSENT);
        }
        assertThat(station.stateOf(FIRST)).contains(UnitState.SCRAPPED);
    }

    @Test
    void aClosedWorkOrderTakesNoUnit() throws Exception {
        try (var open = station.open()) {
            open.orders().open(order(open, "WO-2", 2));
            open.orders().close("WO-2", "the customer withdrew");

            Expect.refused(station, provision(open, FIRST, Optional.empty()), Fault.WORK_ORDER_CLOSED);
        }
        assertThat(station.stateOf(FIRST)).isEmpty();
    }

    @Test
    void aQuarantinedUnitWaitsForTheLead() throws Exception {
        var serial = Demo.serial(1);
        try (var open = station.open()) {
            Expect.faulted(station, provision(open, serial, Optional.empty()), Fault.PORT_ABSENT);
            open.units().quarantine(serial, "a dent");

            Expect.refused(station, provision(open, serial, Optional.empty()), Fault.UNIT_QUARANTINED);

            assertThat(open.units().liftQuarantine(serial, "the lead looked at it"))
                    .isEqualTo(UnitState.SCANNED);
            Expect.faulted(station, provision(open, serial, Optional.empty()), Fault.PORT_ABSENT);
        }
    }

    @Test
    void aClockBeforeTheLastEventStopsTheStation() throws Exception {
        var serial = Demo.serial(1);
        int before = station.events().size();
        try (var open = station.open(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)))) {
            Expect.faulted(station, provision(open, serial, Optional.empty()), Fault.CLOCK_WENT_BACK);
        }

        assertThat(station.stateOf(serial)).isEmpty();
        var refused = station.events().stream()
                .filter(event -> event.action().equals("run.refused"))
                .toList();
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().at())
                .isEqualTo(station.events().get(before - 1).at());
        // set right again, the station works
        Expect.faulted(station, station.provision(serial), Fault.PORT_ABSENT);
    }

    @Test
    void anExpiredStationStatementStopsTheStation() throws Exception {
        var serial = Demo.serial(1);
        try (var open = station.open(Clock.offset(Clock.systemUTC(), Duration.ofDays(3 * 365)))) {
            Expect.faulted(station, provision(open, serial, Optional.empty()), Fault.STATION_STATEMENT);
        }

        try (var books = station.books()) {
            assertThat(books.units().list(Optional.empty())).isEmpty();
        }
    }

    private static Outcome provision(OpenStation open, String serial, Optional<String> workOrder) {
        return open.provision(1, serial, workOrder, RunListener.silent());
    }

    /// Another work order of the demonstration's customer, with serial numbers of its own.
    private static WorkOrder order(OpenStation open, String number, int quantity) throws Exception {
        var station = open.orders().list().getFirst().order();
        return new WorkOrder(
                number,
                station.vid(),
                station.cid(),
                station.model(),
                station.hardwareRevision(),
                station.gtin(),
                station.release(),
                quantity,
                new SerialRange(OTHER_PREFIX, 1, 999),
                station.ocpp(),
                station.support(),
                station.retention());
    }
}
