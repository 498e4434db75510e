package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.sealbench.core.ExportRange;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UnitBookTest extends BooksContract {

    @Test
    void unitsAreReadAPageAtATimeWhateverIsScannedMeanwhile() throws Exception {
        openWorkOrder(20);
        for (var serial : SERIALS.subList(0, 5)) {
            scan(serial);
        }
        for (var workOrder : List.of(Optional.of("WO-1"), Optional.<String>empty())) {
            var first = books.units().next(ExportRange.of(workOrder), Optional.empty(), 2);
            assertThat(first).extracting(UnitRecord::serial).containsExactly(FIRST, SECOND);
            var second = books.units().next(ExportRange.of(workOrder), Optional.of(SECOND), 2);
            assertThat(second).extracting(UnitRecord::serial).isEqualTo(SERIALS.subList(2, 4));
            var third = books.units().next(ExportRange.of(workOrder), Optional.of(SERIALS.get(3)), 2);
            assertThat(third).extracting(UnitRecord::serial).isEqualTo(SERIALS.subList(4, 5));
            assertThat(books.units().next(ExportRange.of(workOrder), Optional.of(SERIALS.get(4)), 2))
                    .isEmpty();
        }
        assertThat(books.units().next(new ExportRange.OfWorkOrder("WO-2"), Optional.empty(), 2))
                .isEmpty();
    }

    @Test
    void aPartOfASerialNumberFindsTheNewestUnitsThatHaveIt() throws Exception {
        openWorkOrder(20);
        for (var serial : SERIALS.subList(0, 5)) {
            scan(serial);
        }
        assertThat(books.units().search("", 2))
                .extracting(UnitRecord::serial)
                .containsExactly(SERIALS.get(4), SERIALS.get(3));
        assertThat(books.units().search(SECOND.text().substring(6), 9))
                .extracting(UnitRecord::serial)
                .containsExactly(SECOND);
        assertThat(books.units().search("%", 9)).as("no pattern gets in").isEmpty();
        assertThat(books.units().search("_", 9)).isEmpty();
    }

    @Test
    void aScannedSerialNumberBecomesAUnitOfTheOpenWorkOrder() throws Exception {
        openWorkOrder(5);

        var unit = books.units().scan(FIRST, Optional.empty(), AUTHOR);

        assertThat(unit.workOrder()).isEqualTo("WO-1");
        assertThat(unit.vid()).isEqualTo(Samples.VID);
        assertThat(unit.state()).isEqualTo(UnitState.SCANNED);
        assertThat(unit.chip()).isEmpty();
        assertThat(unit.created()).isEqualTo(clock.instant());
        assertThat(books.units().find(FIRST)).contains(unit);
    }

    @Test
    void scanningAgainFindsTheSameUnitAndLeavesNoEvent() throws Exception {
        openWorkOrder(5);
        var unit = books.units().scan(FIRST, Optional.empty(), AUTHOR);
        long before = events();
        clock.advance(Duration.ofMinutes(1));

        assertThat(books.units().scan(FIRST, Optional.of("WO-1"), AUTHOR)).isEqualTo(unit);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void aSerialNumberOfAnotherWorkOrderIsRefused() throws Exception {
        openWorkOrder(5);
        scan(FIRST);

        assertRefused(
                () -> books.units().scan(FIRST, Optional.of("WO-2"), AUTHOR), new Refusal.SerialInUse(FIRST, "WO-1"));
        assertRefused(() -> books.units().scan(SECOND, Optional.of("WO-2"), AUTHOR), new Refusal.NoWorkOrder(SECOND));
    }

    @Test
    void aSerialNumberOutsideEveryRangeIsRefused() throws Exception {
        openWorkOrder(5);
        var outside = SerialNumber.of("CP426471", 200).orElseThrow();

        assertRefused(() -> scan(outside), new Refusal.NoWorkOrder(outside));
        assertThat(books.units().find(outside)).isEmpty();
    }

    @Test
    void aFullWorkOrderTakesNoMoreUnitsButFindsThoseItHas() throws Exception {
        openWorkOrder(2);
        scan(FIRST);
        scan(SECOND);

        assertRefused(() -> scan(SERIALS.get(2)), new Refusal.WorkOrderFull("WO-1", 2));
        scan(FIRST);
        assertThat(books.units().list(Optional.of("WO-1"))).hasSize(2);
    }

    @Test
    void aScrappedUnitGivesItsPlaceBack() throws Exception {
        openWorkOrder(1);
        scan(FIRST);
        books.units().decide(FIRST, UnitState.SCRAPPED, "burnt connector", AUTHOR);

        scan(SECOND);

        assertThat(books.units().list(Optional.empty())).hasSize(2);
    }

    @Test
    void aClosedWorkOrderTakesNoNewUnitsButFinishesThoseItHas() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.workOrders().close("WO-1", "customer changed their mind", AUTHOR);

        assertRefused(() -> scan(SECOND), new Refusal.WorkOrderClosed("WO-1"));
        scan(FIRST);
        books.units().advance(FIRST, UnitState.BURNED, AUTHOR);
    }

    @Test
    void manyStationsThreadsNeverOverfillAWorkOrder() throws Exception {
        openWorkOrder(3);
        var calls = new ArrayList<Callable<Boolean>>();
        for (var serial : SERIALS.subList(0, 12)) {
            calls.add(() -> {
                try {
                    scan(serial);
                    return true;
                } catch (BooksRefused e) {
                    return false;
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            int taken = 0;
            for (var call : threads.invokeAll(calls)) {
                taken += call.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(3);
        }
        assertThat(books.units().list(Optional.empty())).hasSize(3);
    }

    @Test
    void twoStationsOfOneDatabaseNeverOverfillAWorkOrder() throws Exception {
        openWorkOrder(1);
        // an H2 file belongs to one process, but two Books within it stand for two stations just as well
        try (var other = Books.open(server().config("line-2"), clock);
                var threads = Executors.newFixedThreadPool(2)) {
            var results = threads.invokeAll(
                    List.<Callable<Boolean>>of(() -> isScanned(books, FIRST), () -> isScanned(other, SECOND)));
            assertThat(List.of(results.get(0).get(), results.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void aChipBelongsToOneSerialNumberForGood() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        scan(SECOND);
        books.units().bindChip(FIRST, Samples.binding("one"), AUTHOR);
        books.units().bindChip(FIRST, Samples.binding("one"), AUTHOR);

        assertThat(books.units().ownerOf(Samples.chip("one"))).contains(FIRST);
        assertThat(books.units().chip(FIRST)).contains(Samples.binding("one"));
        assertThat(books.units().find(FIRST).orElseThrow().state()).isEqualTo(UnitState.IDENTIFIED);
        assertRefused(
                () -> books.units().bindChip(SECOND, Samples.binding("one"), AUTHOR),
                new Refusal.ChipKnownUnderOtherSerial(FIRST));
        assertRefused(
                () -> books.units().bindChip(FIRST, Samples.binding("two"), AUTHOR),
                new Refusal.SerialBoundToOtherChip(Samples.chip("one")));
    }

    @Test
    void theWayLeadsForwardAndKeepsItsHistory() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().advance(FIRST, UnitState.KEYED, AUTHOR);
        books.units().advance(FIRST, UnitState.BURNED, AUTHOR); // run again: it has been there
        books.units().decide(FIRST, UnitState.REVERTED, "self-test failed", AUTHOR);
        books.units().advance(FIRST, UnitState.IDENTIFIED, AUTHOR);

        assertThat(books.units().history(FIRST))
                .extracting(UnitStateChange::position, UnitStateChange::state, UnitStateChange::reason)
                .containsExactly(
                        tuple(1, UnitState.SCANNED, ""),
                        tuple(2, UnitState.KEYED, ""),
                        tuple(3, UnitState.REVERTED, "self-test failed"),
                        tuple(4, UnitState.IDENTIFIED, ""));
    }

    @Test
    void aLockedUnitIsNeverReverted() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().advance(FIRST, UnitState.LOCKED, AUTHOR);

        assertRefused(
                () -> books.units().decide(FIRST, UnitState.REVERTED, "no", AUTHOR),
                new Refusal.StateNotAllowed(UnitState.LOCKED, UnitState.REVERTED));
    }

    @Test
    void aQuarantinedUnitGoesNowhereUntilLifted() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().advance(FIRST, UnitState.LOCKED, AUTHOR);
        books.units().decide(FIRST, UnitState.QUARANTINED, "label unreadable", AUTHOR);

        assertRefused(
                () -> books.units().advance(FIRST, UnitState.RECORDED, AUTHOR),
                new Refusal.StateNotAllowed(UnitState.QUARANTINED, UnitState.RECORDED));
        assertThat(books.units().liftQuarantine(FIRST, "relabelled", AUTHOR)).isEqualTo(UnitState.LOCKED);
        books.units().advance(FIRST, UnitState.RECORDED, AUTHOR);
        assertRefused(
                () -> books.units().liftQuarantine(FIRST, "again", AUTHOR),
                new Refusal.StateNotAllowed(UnitState.RECORDED, UnitState.RECORDED));
    }

    @Test
    void nothingLeadsBackFromScrap() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR);

        for (var state : UnitState.values()) {
            if (state.isOnTheWay()) {
                assertRefused(
                        () -> books.units().advance(FIRST, state, AUTHOR),
                        new Refusal.StateNotAllowed(UnitState.SCRAPPED, state));
            }
        }
    }

    @Test
    void decisionsNeedAReasonAndWayStatesAreNone() throws Exception {
        openWorkOrder(5);
        scan(FIRST);

        assertRefused(
                () -> books.units().decide(FIRST, UnitState.SCRAPPED, " ", AUTHOR),
                new Refusal.ReasonMissing("SCRAPPED"));
        assertRefused(
                () -> books.units().decide(FIRST, UnitState.QUARANTINED, "a\nb", AUTHOR),
                new Refusal.ReasonMissing("QUARANTINED"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> books.units().decide(FIRST, UnitState.LOCKED, "x", AUTHOR));
        assertThatIllegalArgumentException().isThrownBy(() -> books.units().advance(FIRST, UnitState.SCRAPPED, AUTHOR));
    }

    @Test
    void unknownSerialNumbersAreRefused() throws Exception {
        var stranger = new SerialRange("CP426472", 1, 9).serials().findFirst().orElseThrow();

        assertRefused(
                () -> books.units().advance(stranger, UnitState.BURNED, AUTHOR), new Refusal.SerialUnknown(stranger));
        assertRefused(
                () -> books.units().bindChip(stranger, Samples.binding("x"), AUTHOR),
                new Refusal.SerialUnknown(stranger));
        assertThat(books.units().history(stranger)).isEmpty();
    }

    private static boolean isScanned(Books station, SerialNumber serial) throws BooksException {
        try {
            station.units().scan(serial, Optional.empty(), AUTHOR);
            return true;
        } catch (BooksRefused e) {
            return false;
        }
    }
}
