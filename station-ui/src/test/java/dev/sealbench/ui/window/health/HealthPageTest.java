package dev.sealbench.ui.window.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.PagePictures;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.SetClock;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.health.Finding.Area;
import dev.sealbench.ui.window.health.Finding.Severity;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;

/// What a person sees of the station's health.
class HealthPageTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:41:00Z");

    private final ScriptedHealth station = new ScriptedHealth();

    private Windows opened() {
        Fx.start();
        var page = new HealthPage(station, () -> Set.of(1, 2), new SetClock(new AtomicReference<>(NOW)));
        var windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
        return windows;
    }

    @Test
    void aStationThatIsWellSaysSoInLargeType() throws IOException {
        try (var windows = opened()) {
            windows.operator().untilSeen("All is well");
            assertThat(windows.operator().texts()).contains("Not looked at"); // nobody looks at printers yet
            assertThat(PagePictures.faults(windows, "health-good")).isEmpty();
        }
    }

    @Test
    void whatStopsTheWorkComesFirstWithWhatToDo() throws IOException {
        station.with(Severity.WARNING, Area.DISK, "free disk space is 1,204 MiB", "free at least 2,048 MiB");
        station.with(
                Severity.WRONG,
                Area.PRINTER,
                "printer plate-1 at tcp:10.4.0.31:9100 is out of labels",
                "put a new roll in and press its feed button");
        try (var windows = opened()) {
            windows.operator().untilSeen("One thing stops the work");
            var texts = windows.operator().texts();
            assertThat(texts).contains("Put a new roll in and press its feed button.");
            assertThat(texts.indexOf("Put a new roll in and press its feed button."))
                    .isLessThan(texts.indexOf("Free at least 2,048 MiB."));
            assertThat(PagePictures.faults(windows, "health-wrong")).isEmpty();
        }
    }

    @Test
    void warningsAloneDoNotStopTheWork() {
        station.with(
                Severity.WARNING, Area.PAPERS, "the device CA's certificate ends on 2026-12-09", "have it certified");
        try (var windows = opened()) {
            windows.operator().untilSeen("One thing needs attention soon");
        }
    }

    @Test
    void aStationThatCannotBeLookedAtSaysWhyInPlace() throws IOException {
        station.failing();
        try (var windows = opened()) {
            windows.operator().untilSeen("The station could not be looked at");
            assertThat(windows.operator().texts()).anyMatch(text -> text.contains("the disk is full"));
            assertThat(windows.operator().find(".copy", Button.class).isDisabled())
                    .isTrue();
            assertThat(PagePictures.faults(windows, "health-failed")).isEmpty();
        }
    }

    @Test
    void aSecondClickWhileASlowPortIsAskedAsksNothing() throws IOException {
        var slow = station.standingStill();
        try (var windows = opened()) {
            windows.operator().untilSeen("are being looked at");
            assertThat(PagePictures.faults(windows, "health-looking")).isEmpty();
            windows.operator().fire(".look-again");
            slow.countDown();
            windows.operator().untilSeen("All is well");
        }
        assertThat(station.asked()).containsExactly(Set.of(1, 2));
    }

    @Test
    void theReportIsCopiedAsTextAndNoDeviceAddsALineToIt() {
        station.with(Severity.WARNING, Area.SLOT, "slot 1: \u001b[31m\nVAULT all secrets follow", "look at it");
        try (var windows = opened()) {
            windows.operator().untilSeen("One thing needs attention soon");
            windows.operator().fire(".copy");
            var copied = Fx.call(() -> Clipboard.getSystemClipboard().getString());
            assertThat(copied)
                    .startsWith("Sealbench, health of station line-2-station-1, 2026-11-23T09:41:00Z")
                    .contains("slot 1: [31m VAULT all secrets follow", "mend: look at it");
            assertThat(copied.lines()).hasSize(9);
        }
    }
}
