package dev.sealbench.ui.window.export;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.ExportCheck;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.PagePictures;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.SetClock;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.scan.ScanReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a person sees and does when they export.
class ExportPageTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:41:07Z");

    private final ScriptedExport station = new ScriptedExport();
    private final ExportPage page = new ExportPage(
            station,
            new SetClock(new AtomicReference<>(NOW)),
            Path.of("/media/auditor/usb").toAbsolutePath());
    private final Windows windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);

    private void open() {
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.AXEL);
            windows.shell().show(page);
        });
        windows.operator().untilSeen("Which units");
        untilStartIs(true);
    }

    @AfterEach
    void close() {
        station.letGo();
        windows.close();
    }

    @Test
    void theNewestWorkOrderIsReadyToBeExported() throws IOException {
        open();
        assertThat(PagePictures.faults(windows, "export")).isEmpty();
    }

    @Test
    void anExportTellsHowFarItIsAndCanBeCancelled() throws IOException {
        station.holdExport();
        open();
        start();
        windows.operator().untilSeen("42%");
        assertThat(windows.operator().texts()).contains("12,347 of 28,714 records written");
        assertThat(PagePictures.faults(windows, "export-running")).isEmpty();
        assertThat(Fx.call(() -> windows.shell().mayClose())).isFalse();
        windows.operator().untilSeen("An export goes on");

        fire(".export-cancel");
        windows.operator().untilSeen("Nothing of it is left");
        assertThat(windows.operator().picture("export-cancelled", 1280, 800)).isEmpty();
        assertThat(Fx.call(() -> windows.shell().mayClose())).isTrue();
    }

    @Test
    void afterwardsItSaysWhatLiesWhereAndIsCheckedOnThePlace() throws IOException {
        open();
        start();
        windows.operator().untilSeen("1,148 units exported");
        assertThat(windows.operator().texts())
                .anyMatch(text -> text.endsWith("sealbench-WO-2026-0043-2026-11-23-144107"));
        assertThat(PagePictures.faults(windows, "export-done")).isEmpty();

        fire(".export-check");
        windows.operator().untilSeen("Whole: all 14 files");
        assertThat(PagePictures.faults(windows, "export-sound")).isEmpty();
        assertThat(station.ranges()).containsExactly(new ExportRange.OfWorkOrder("WO-2026-0043"));
    }

    @Test
    void anExportThatWasChangedIsSaidToBe() throws IOException {
        station.find(new ExportCheck.Wrong("units.csv", "its SHA-256 is not what the manifest says"));
        open();
        start();
        windows.operator().untilSeen("1,148 units exported");
        fire(".export-check");
        windows.operator().untilSeen("Not as it was signed");
        assertThat(windows.operator().texts()).contains("units.csv: its SHA-256 is not what the manifest says");
        assertThat(PagePictures.faults(windows, "export-wrong")).isEmpty();
    }

    @Test
    void aSecondPressWhileItIsCheckedDoesNothing() throws IOException {
        station.holdCheck();
        open();
        start();
        windows.operator().untilSeen("1,148 units exported");
        fire(".export-check");
        windows.operator().untilSeen("Every file is compared");
        assertThat(windows.operator().find(".export-check", Button.class).isDisabled())
                .isTrue();
        assertThat(windows.operator().picture("export-checking", 1280, 800)).isEmpty();
    }

    @Test
    void aFullDiskIsOneSentenceAndTheChoiceIsKept() throws IOException {
        station.fail(new StationException(Fault.EXPORT_NOT_WRITTEN, "No space left on device"));
        open();
        start();
        windows.operator().untilSeen("No space left on device");
        assertThat(windows.operator().texts()).anyMatch(text -> text.contains("Make room, or choose another folder."));
        assertThat(windows.operator().find(".export-start", Button.class).isDisabled())
                .isFalse();
        assertThat(PagePictures.faults(windows, "export-failed")).isEmpty();
    }

    @Test
    void aScannedUnitGoesOntoTheListOnce() throws IOException {
        open();
        Fx.run(() -> windows.shell().take(new ScanReading.Serial(unit(1))));
        Fx.run(() -> windows.shell().take(new ScanReading.Serial(unit(2))));
        Fx.run(() -> windows.shell().take(new ScanReading.Serial(unit(1))));
        windows.operator().untilSeen("Units: 2");
        assertThat(PagePictures.faults(windows, "export-serials")).isEmpty();
        start();
        windows.operator().untilSeen("units exported");
        assertThat(station.ranges()).containsExactly(new ExportRange.These(List.of(unit(1), unit(2))));
    }

    @Test
    void aLineThatIsNoSerialNumberIsNamedAndNothingCanBeStarted() throws IOException {
        open();
        Fx.run(() -> page.change(draft -> draft.with(Subject.SERIALS).withSerials(unit(1).text() + "\n=1+1\n")));
        windows.operator().untilSeen("Line 2 is no serial number");
        untilStartIs(false);
        assertThat(windows.operator().picture("export-serials-wrong", 1280, 800))
                .isEmpty();
    }

    @Test
    void daysInTheWrongOrderAndAFolderThatIsNoneAreSaidBesideTheField() throws IOException {
        open();
        var day = LocalDate.parse("2026-11-23");
        Fx.run(() -> page.change(
                draft -> draft.with(Subject.DAYS).with(day, day.minusDays(1)).withFolder("somewhere")));
        windows.operator().untilSeen("The last day lies before the first");
        windows.operator().untilSeen("This is no folder of this computer");
        untilStartIs(false);
        assertThat(PagePictures.faults(windows, "export-days-wrong")).isEmpty();
    }

    @Test
    void booksWithoutWorkOrdersSayWhatToDo() throws IOException {
        station.empty();
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.AXEL);
            windows.shell().show(page);
        });
        windows.operator().untilSeen("The books have no work order yet");
        untilStartIs(false);
        assertThat(windows.operator().picture("export-no-orders", 1280, 800)).isEmpty();
    }

    @Test
    void aCustomerIsChosenByName() throws IOException {
        open();
        Fx.run(() -> page.change(draft -> draft.with(Subject.CUSTOMER).withCustomer(ScriptedExport.AMPERE)));
        assertThat(windows.operator().picture("export-customer", 1280, 800)).isEmpty();
        start();
        windows.operator().untilSeen("units exported");
        assertThat(station.ranges()).containsExactly(new ExportRange.OfCustomer(ScriptedExport.AMPERE.vid()));
    }

    @Test
    void theFolderIsShownByTheComputerOrTheSentenceSaysWhereItIs() {
        open();
        start();
        windows.operator().untilSeen("units exported");
        fire(".export-open");
        while (station.opened().isEmpty()) {
            Thread.onSpinWait(); // surefire's own bound ends a test that hangs
        }
        station.withoutDesktop();
        fire(".export-open");
        windows.operator().untilSeen("The folder cannot be shown from here");
        assertThat(station.opened()).hasSize(1);
    }

    @Test
    void theFingerprintIsCopiedAndTheNextExportBeginsAnew() {
        open();
        start();
        windows.operator().untilSeen("units exported");
        fire(".copy");
        assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString())).matches("[0-9a-f]{64}");
        fire(".export-another");
        windows.operator().untilSeen("Which units");
    }

    @Test
    void theExportIsStartedByKeyboardAlone() {
        open();
        var start = windows.operator().find(".export-start", Button.class);
        Fx.run(start::requestFocus);
        windows.operator().press(KeyCode.SPACE);
        windows.operator().untilSeen("units exported");
    }

    private void start() {
        fire(".export-start");
    }

    private void fire(String selector) {
        Fx.run(() -> ((Button) windows.shell().scene().lookup(selector)).fire());
    }

    private void untilStartIs(boolean ready) {
        long deadline = System.nanoTime() + 6_000_000_000L;
        while (Fx.call(() -> windows.shell().scene().lookup(".export-start").isDisabled()) == ready) {
            assertThat(System.nanoTime()).as("start is still the other way").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
