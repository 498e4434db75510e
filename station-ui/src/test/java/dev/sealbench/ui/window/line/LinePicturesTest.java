package dev.sealbench.ui.window.line;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRefusal;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of the line page with 1 to 16 slots in every language, theme and size; in none is anything cut off, too
/// pale, or too small to touch.
class LinePicturesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void anIdleLineIsLegible(int slots) throws IOException {
        try (var windows = Windows.signedIn(new ScriptedLine(slots).plug(slots), ScriptedShell.OLGA)) {
            windows.pass(Duration.ZERO);
            windows.operator().untilSeen("Plugged in. Scan");
            assertThat(windows.pictures("line-idle-" + slots)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void aBusyLineIsLegible(int slots) throws IOException {
        try (var windows = Windows.signedIn(busy(slots), ScriptedShell.OLGA)) {
            scanAll(windows, slots);
            windows.pass(Duration.ofSeconds(42));
            assertThat(windows.pictures("line-busy-" + slots)).isEmpty();
        }
    }

    @Test
    void allEndsStandSideBySide() throws IOException {
        var line = new ScriptedLine(6)
                .on(1, (unit, _) -> ScriptedLine.passed(unit))
                .on(2, (unit, _) -> ScriptedLine.failed(unit, Step.ATTEST, Fault.RECEIPT_WRONG))
                .on(3, (unit, _) -> ScriptedLine.failed(unit, Step.BURN, Fault.PORT_GONE))
                .on(4, (unit, _) -> ScriptedLine.failed(unit, Step.SCAN, Fault.SERIAL_FINISHED))
                .on(5, (unit, _) -> ScriptedLine.stopped(unit, Step.ATTEST, UnitState.ORDERED))
                .on(6, (unit, _) -> ScriptedLine.passed(unit));
        try (var windows = Windows.signedIn(line, ScriptedShell.LENA)) {
            scanAll(windows, 6);
            Fx.run(() -> windows.shell().take(new ScanReading.Serial(unit(6))));
            windows.operator().untilSeen("RELEASED");
            assertThat(windows.operator().texts())
                    .contains("PASS", "REJECT", "STATION FAULT", "REFUSED", "STOPPED")
                    .contains("Plug the cable in again and run the unit again.");
            assertThat(windows.pictures("line-ends")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"line-one-pass", "line-one-reject"})
    void aSingleEndFillsTheWindow(String name) throws IOException {
        var line = new ScriptedLine(1)
                .on(
                        1,
                        (unit, _) -> name.endsWith("pass")
                                ? ScriptedLine.passed(unit)
                                : ScriptedLine.failed(unit, Step.IDENTIFY, Fault.FOREIGN_ROM));
        try (var windows = Windows.signedIn(line, ScriptedShell.OLGA)) {
            scanAll(windows, 1);
            assertThat(windows.pictures(name)).isEmpty();
        }
    }

    @Test
    void aRefusedScanIsOneClearSentence() throws IOException {
        try (var windows = Windows.signedIn(new ScriptedLine(4), ScriptedShell.OLGA)) {
            Fx.run(() -> windows.shell().take(new ScanReading.Refused(ScanRefusal.GS1_BROKEN)));
            assertThat(windows.pictures("line-refused-scan")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void everyFaultFitsIntoItsTileInEveryLanguage(int slots) throws IOException {
        var faults = Fault.values();
        for (int first = 0; first < faults.length; first += slots) {
            var line = new ScriptedLine(slots);
            for (int slot = 1; slot <= slots; slot++) {
                var fault = faults[Math.min(first + slot, faults.length) - 1];
                line.on(slot, (unit, _) -> ScriptedLine.failed(unit, Step.KEY, fault));
            }
            try (var windows = Windows.signedIn(line, ScriptedShell.OLGA)) {
                scanAll(windows, slots);
                assertThat(windows.smallPictures("faults-%d-%d".formatted(slots, first)))
                        .isEmpty();
            }
        }
    }

    private static ScriptedLine busy(int slots) {
        var line = new ScriptedLine(slots);
        for (int slot = 1; slot <= slots; slot++) {
            switch (slot % 8) {
                case 1 -> line.standingAt(slot, Step.BURN, told -> told.progress(Step.BURN, 412 * 1_024, 980 * 1_024));
                case 2 -> line.on(slot, (unit, _) -> ScriptedLine.passed(unit));
                case 3 -> line.standingAt(slot, Step.KEY, told -> told.progress(Step.KEY, 3, 8));
                case 4 -> line.on(slot, (unit, _) -> ScriptedLine.failed(unit, Step.IDENTIFY, Fault.CHARGER_SILENT));
                case 5 ->
                    line.on(slot, (unit, told) -> {
                        told.started(Step.LABEL);
                        told.labelScan(LabelKind.RECOVERY, 1);
                        return ScriptedLine.passed(unit);
                    });
                case 6 -> line.on(slot, (unit, _) -> ScriptedLine.failed(unit, Step.BURN, Fault.PORT_GONE));
                case 7 -> line.standingAt(slot, Step.LOCK, _ -> {});
                default -> {} // waits for its plug
            }
        }
        return line;
    }

    /// Scans one unit for each slot but the last of many, starts them, and waits until each stands where it will stay.
    private static void scanAll(Windows windows, int slots) {
        int scanned = slots < 8 ? slots : slots - 1;
        Fx.run(() -> {
            for (int slot = 1; slot <= scanned; slot++) {
                windows.linePage().model().select(slot);
                windows.shell().take(new ScanReading.Serial(unit(slot)));
            }
            windows.linePage().model().start();
        });
        var bench = windows.linePage().model().bench();
        for (int slot = 1; slot <= scanned; slot++) {
            int number = slot;
            Fx.until(bench.state(slot), () -> stands(bench.state(number).get(), number, slots));
        }
        if (slots >= 8) {
            Fx.run(() -> {
                windows.linePage().model().select(slots);
                windows.shell().take(new ScanReading.Serial(unit(slots)));
            });
        }
    }

    private static boolean stands(SlotState state, int slot, int slots) {
        if (!(state instanceof SlotState.Running running)) {
            return state instanceof SlotState.Finished;
        }
        return running.wanted().isPresent()
                || running.progress().done() > 0
                || running.progress().step() == Step.LOCK
                || slot % 8 == 0 && slot < slots;
    }
}
