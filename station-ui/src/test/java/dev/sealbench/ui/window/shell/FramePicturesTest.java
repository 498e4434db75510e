package dev.sealbench.ui.window.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.window.BusyPages;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.login.SignInAnswer;
import dev.sealbench.ui.window.login.SignInPane;
import java.io.IOException;
import java.time.Duration;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

/// Pictures of signing in, of the cover and of the first start, in every language, theme and size.
class FramePicturesTest {

    @Test
    void signingInIsLegible() throws IOException {
        try (var windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false)) {
            assertThat(windows.pictures("sign-in")).isEmpty();
        }
    }

    @Test
    void aClosedVaultIsSaidLegibly() throws IOException {
        var station = new ScriptedShell();
        station.vaultClosed();
        try (var windows = new Windows(new ScriptedLine(4), station, false)) {
            windows.operator().untilSeen("The vault is closed.");
            assertThat(windows.smallPictures("vault-closed")).isEmpty();
        }
    }

    @Test
    void theFirstStartIsLegible() throws IOException {
        try (var windows = new Windows(new ScriptedLine(4), new ScriptedShell(), true)) {
            assertThat(windows.pictures("first-start")).isEmpty();
        }
    }

    @Test
    void theCoverShowsWhatGoesOn() throws IOException {
        try (var windows = Windows.signedIn(new ScriptedLine(4), ScriptedShell.OLGA)) {
            windows.operator().untilSeen("412 of 1,000 started"); // the pointer has entered the window by now
            windows.pass(Duration.ofMinutes(10));
            assertThat(windows.operator().texts()).contains("Covered", "0 running");
            assertThat(windows.pictures("cover")).isEmpty();
        }
    }

    @Test
    void aStationWhoseClockIsWrongSaysSoBesideTheOtherWarning() throws IOException {
        var station = new ScriptedShell();
        station.clockBehind();
        try (var windows = new Windows(new ScriptedLine(4), station, false)) {
            Fx.run(() -> windows.shell().enter(ScriptedShell.LENA));
            assertThat(windows.pictures("two-warnings")).isEmpty();
        }
    }

    /// The window cannot be made smaller than 1024 x 720; the headless one is smaller still.
    @Test
    void theNameOfWhoIsSignedInIsWholeInTheSmallestWindow() throws IOException {
        try (var windows = Windows.signedIn(new ScriptedLine(4), ScriptedShell.LENA)) {
            for (var locale : WindowText.LANGUAGES) {
                Fx.run(() -> windows.look().language().set(locale));
                var file = "top-bar-least-" + locale.getLanguage();
                assertThat(windows.operator().picture(file, 1024, 720)).isEmpty();
                var name = windows.operator().find(".person-name > .text", Text.class);
                assertThat(Fx.call(name::getText)).isEqualTo(ScriptedShell.LENA.name());
            }
        }
    }

    @Test
    void aRefusalToSignInIsOneSentenceInEveryLanguage() throws IOException {
        var station = new ScriptedShell();
        try (var windows = new Windows(new ScriptedLine(4), station, false)) {
            station.answerWith(new SignInAnswer.Locked(Duration.ofSeconds(130)));
            var pane = windows.operator().find(".sign-in", SignInPane.class);
            Fx.run(() -> pane.badge("nobodys-badge".toCharArray()));
            windows.operator().untilSeen("Try again in 3 minutes");
            assertThat(windows.operator().picture("sign-in-locked", 1280, 800)).isEmpty();
        }
    }

    @Test
    void aLeadSeesAllPagesInTheRail() throws IOException {
        try (var busy = new BusyPages()) {
            Fx.run(() -> busy.windows().shell().enter(ScriptedShell.LENA));
            assertThat(busy.windows().smallPictures("rail-of-a-lead")).isEmpty();
            assertThat(busy.windows().operator().picture("rail-of-a-lead-least", 1024, 720))
                    .isEmpty();
        }
    }
}
