package dev.sealbench.ui.window.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.release.ReleaseCheck;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.PagePictures;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;

/// What a lead sees of firmware releases, and does with them.
class ReleasesPageTest {

    private static final Path FOLDER = Path.of("stick", "release-2.2.0");

    private static Windows opened(ScriptedReleases station) {
        Fx.start();
        var page = new ReleasesPage(station, _ -> Optional.of(FOLDER));
        var windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
        return windows;
    }

    @Test
    void theNewestReleaseIsShownWithWhatNamesItAndWhoUsesIt() throws IOException {
        try (var windows = opened(ScriptedReleases.some())) {
            windows.operator().untilSeen("WO-2026-0147 (open), WO-2026-0151 (open)");
            assertThat(windows.operator().texts()).contains("Blocked", "Good", "2.1.0+7");
            assertThat(PagePictures.faults(windows, "releases-list")).isEmpty();
            windows.operator().fire(".copy");
            assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()))
                    .matches("[0-9a-f]{64}");
        }
    }

    @Test
    void withoutAReleaseThePageSaysWhatToDo() throws IOException {
        try (var windows = opened(new ScriptedReleases())) {
            windows.operator().untilSeen("choose the folder that the release engineer gave you");
            assertThat(PagePictures.faults(windows, "releases-none")).isEmpty();
        }
    }

    @Test
    void aStationThatDoesNotAnswerIsSaidInPlace() {
        try (var windows = opened(ScriptedReleases.some().failing())) {
            windows.operator().untilSeen("the disk is full");
        }
    }

    @Test
    void eachCheckOfAnImportIsShownAsItPasses() throws IOException {
        var station = ScriptedReleases.some();
        var slow = station.slowAt(ReleaseCheck.IMAGE);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("2.1.0+7");
            lead.fire(".import");
            lead.untilSeen("Being checked");
            assertThat(Collections.frequency(lead.texts(), "Passed")).isEqualTo(2);
            assertThat(PagePictures.faults(windows, "releases-importing")).isEmpty();
            slow.countDown();
            lead.untilSeen("Release 2.2.0+1 was imported.");
            lead.fire(".checks-done");
            lead.untilSeen("Security counter 4 · no work order");
        }
    }

    @Test
    void theCheckThatFailsIsNamedAndNothingIsTaken() throws IOException {
        try (var windows = opened(ScriptedReleases.some().failingAt(ReleaseCheck.IMAGE))) {
            var lead = windows.operator();
            lead.untilSeen("2.1.0+7");
            lead.fire(".import");
            lead.untilSeen("the ECDSA signature does not verify");
            assertThat(lead.texts()).contains("Failed", "Not checked").doesNotContain("Being checked");
            assertThat(PagePictures.faults(windows, "releases-refused")).isEmpty();
            lead.fire(".checks-done");
            assertThat(lead.texts()).doesNotContain("2.2.0+1");
        }
    }

    @Test
    void aReleaseIsVerifiedAgain() {
        try (var windows = opened(ScriptedReleases.some())) {
            windows.operator().untilSeen("2.1.0+7");
            windows.operator().fire(".verify");
            windows.operator().untilSeen("Release 2.1.0+7 is as good as when it was imported.");
        }
    }

    @Test
    void onlyWhoTypesItsVersionAndAReasonBlocksARelease() throws IOException {
        var station = ScriptedReleases.some();
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("2.1.0+7");
            lead.fire(".ask-block");
            lead.enter("#block-reason", "bootloader hangs on cold start");
            lead.enter("#block-version", "2.0.3+1");
            lead.untilSeen("This is not 2.1.0+7.");
            assertThat(lead.find(".block-now", Button.class).isDisabled()).isTrue();
            assertThat(lead.picture("releases-blocking-en-light-1280", 1280, 800))
                    .isEmpty();
            lead.enter("#block-version", "2.1.0+7");
            lead.fire(".block-now");
            lead.untilSeen("Release 2.1.0+7 is blocked.");
            assertThat(station.blocked()).containsExactly("2.1.0+7: bootloader hangs on cold start");
            assertThat(lead.texts()).contains("No new unit gets it: bootloader hangs on cold start");
            assertThat(PagePictures.faults(windows, "releases-blocked")).isEmpty();
        }
    }
}
