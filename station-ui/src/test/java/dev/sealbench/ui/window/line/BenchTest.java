package dev.sealbench.ui.window.line;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Bench bench = new Bench(List.of(1, 2, 3));

    @Test
    void scansFillTheFreeSlotsInOrder() {
        assertThat(bench.scan(unit(1))).isEqualTo(new ScanAnswer.Placed(1, unit(1)));
        assertThat(bench.scan(unit(2))).isEqualTo(new ScanAnswer.Placed(2, unit(2)));
        assertThat(bench.target().get()).contains(3);
        assertThat(bench.ready()).isEqualTo(Map.of(1, unit(1), 2, unit(2)));
    }

    @Test
    void aScanGoesToTheChosenSlotOnceAndThenToTheNextFreeOne() {
        assertThat(bench.select(3)).isEqualTo(new ScanAnswer.Selected(3));
        assertThat(bench.scan(unit(1))).isEqualTo(new ScanAnswer.Placed(3, unit(1)));
        assertThat(bench.scan(unit(2))).isEqualTo(new ScanAnswer.Placed(1, unit(2)));
    }

    @Test
    void aUnitThatRunsIsRefusedEvenIfAnotherSlotIsChosen() {
        run(1, unit(1));
        bench.select(2);

        assertThat(bench.scan(unit(1))).isEqualTo(new ScanAnswer.AlreadyHere(1, unit(1), true));
        assertThat(bench.state(2).get()).isEqualTo(new SlotState.Idle());
    }

    @Test
    void aWrongScanIsReplacedByChoosingItsSlotAgain() {
        bench.scan(unit(1));
        bench.select(1);
        bench.scan(unit(2));

        assertThat(bench.ready()).isEqualTo(Map.of(1, unit(2)));
    }

    @Test
    void aSlotThatRunsCannotBeChosen() {
        run(1, unit(1));

        assertThat(bench.select(1)).isEqualTo(new ScanAnswer.SlotBusy(1));
        assertThat(bench.target().get()).contains(2);
    }

    @Test
    void withoutAFreeSlotTheOneThatFinishedFirstIsTaken() {
        finish(1, unit(1), NOON.plusSeconds(5));
        finish(2, unit(2), NOON);
        run(3, unit(3));

        assertThat(bench.scan(unit(4))).isEqualTo(new ScanAnswer.Placed(2, unit(4)));
    }

    @Test
    void aUnitThatIsRunAgainStaysOnItsSlot() {
        finish(2, unit(2), NOON);

        assertThat(bench.scan(unit(2))).isEqualTo(new ScanAnswer.Placed(2, unit(2)));
    }

    @Test
    void aUnitThatMovedAndRunsIsRefusedAlthoughItsOldTileStillStands() {
        finish(1, unit(1), NOON);
        run(2, unit(1));

        assertThat(bench.scan(unit(1))).isEqualTo(new ScanAnswer.AlreadyHere(2, unit(1), true));
    }

    @Test
    void whenEverySlotRunsAScanIsRefused() {
        run(1, unit(1));
        run(2, unit(2));
        run(3, unit(3));

        assertThat(bench.scan(unit(4))).isEqualTo(new ScanAnswer.NoFreeSlot());
        assertThat(bench.target().get()).isEqualTo(Optional.empty());
    }

    @Test
    void aSlotThatTheStationDoesNotHaveIsRefused() {
        assertThat(bench.select(4)).isEqualTo(new ScanAnswer.NoSuchSlot(4));
        assertThat(bench.select(0)).isEqualTo(new ScanAnswer.NoSuchSlot(0));
    }

    @Test
    void aUnitThatWasPluggedInFirstGetsTheScanThatFollows() {
        bench.showPlugged(Set.of(2));

        assertThat(bench.target().get()).contains(2);
        assertThat(bench.scan(unit(1))).isEqualTo(new ScanAnswer.Placed(2, unit(1)));
    }

    @Test
    void aUnitThatPassedIsReleasedByItsSecondScan() {
        bench.show(2, new SlotState.Finished(unit(2), NOON, ScriptedLine.passed(unit(2))));

        assertThat(bench.scan(unit(2))).isEqualTo(new ScanAnswer.Releasing(2, unit(2)));
    }

    @Test
    void aReleasedUnitLeavesItsSlotFreeWhenItIsUnplugged() {
        bench.show(2, new SlotState.Released(unit(2), NOON));
        bench.showPlugged(Set.of(2));
        assertThat(bench.state(2).get()).isInstanceOf(SlotState.Released.class);

        bench.showPlugged(Set.of());

        assertThat(bench.state(2).get()).isEqualTo(new SlotState.Idle());
    }

    @Test
    void anEndThatNobodyActedOnStaysWhenItsUnitIsUnplugged() {
        finish(1, unit(1), NOON);
        bench.showPlugged(Set.of());

        assertThat(bench.state(1).get()).isInstanceOf(SlotState.Finished.class);
    }

    private void run(int slot, SerialNumber unit) {
        bench.show(slot, new SlotState.Running(unit, NOON, NOON, Progress.begun(Step.BURN), Optional.empty(), false));
    }

    private void finish(int slot, SerialNumber unit, Instant at) {
        var outcome = ScriptedLine.failed(unit, Step.IDENTIFY, Fault.CHARGER_SILENT);
        bench.show(slot, new SlotState.Finished(unit, at, outcome));
    }
}
