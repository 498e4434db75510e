package dev.sealbench.ui.window.shell;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Role;
import dev.sealbench.core.Step;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.login.SignInAnswer;
import dev.sealbench.ui.window.login.SignedIn;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// The frame on the headless platform, with real keys: who gets in, who sees what, and where scans go.
class ShellTest {

    private final ScriptedShell station = new ScriptedShell();
    private final ScriptedLine line = new ScriptedLine(4).standingAt(1, Step.BURN, _ -> {});
    private final Windows windows = new Windows(line, station, false, new NotePage());

    @AfterEach
    void close() {
        windows.close();
    }

    @Test
    void aBadgeSignsInWhileTheFocusIsInTheNameField() {
        windows.operator().scan("badge-of-olga");

        windows.operator().untilSeen("Olga Petersen");
        assertThat(windows.operator().texts()).contains("Line", "412 of 1,000 started");
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void nameAndSecretSignInAndTheSecretIsWiped() {
        signInByKeys("lena", "open42open42");

        windows.operator().untilSeen("Lena van den Berg");
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void aWrongSecretIsRefusedInOneSentenceThatDoesNotSayWhatIsWrong() {
        signInByKeys("lena", "open43open43");

        windows.operator().untilSeen("Refused: nobody here has this name and secret");
        assertThat(Fx.call(() -> windows.shell().person())).isEmpty();
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void whoIsLockedOutOrDisabledIsToldSo() {
        station.answerWith(new SignInAnswer.Locked(Duration.ofSeconds(59)));
        windows.operator().scan("badge-of-olga");
        windows.operator().untilSeen("Try again in 1 minute,");

        station.answerWith(new SignInAnswer.Disabled());
        windows.operator().scan("badge-of-olga");
        windows.operator().untilSeen("this person may no longer sign in");
    }

    @Test
    void whatABadgeScannerSendsDoesNotStayInTheFieldThatHasTheFocus() {
        station.answerWith(new SignInAnswer.BadgeNotEnough());
        windows.operator().scan("badge-of-olga");

        windows.operator().untilSeen("A badge is not enough now");
        assertThat(windows.operator().find(".sign-in-field", TextField.class).getText())
                .isEmpty();
    }

    @Test
    void afterTheIdleTimeThePagesAreCoveredAndTheRunGoesOn() {
        enter(ScriptedShell.OLGA);
        startSlotOne();
        windows.pass(Duration.ofMinutes(9).plusSeconds(59));
        assertThat(windows.operator().texts()).contains("Burn firmware");

        windows.pass(Duration.ofSeconds(1));

        assertThat(windows.operator().texts()).contains("Covered", "1 running").doesNotContain("Burn firmware");
        windows.operator().scan("badge-of-olga");
        windows.operator().untilSeen("Burn firmware");
        assertThat(station.signedOut()).containsExactly(ScriptedShell.OLGA);
    }

    @Test
    void aTouchPutsTheCoverOff() {
        enter(ScriptedShell.OLGA);
        windows.pass(Duration.ofMinutes(9));
        windows.operator().press(KeyCode.SHIFT);
        windows.pass(Duration.ofMinutes(9));

        assertThat(Fx.call(() -> windows.shell().person())).contains(ScriptedShell.OLGA);
    }

    @Test
    void aPageThatIsNotForARoleIsNeitherShownNorReachedByItsKey() {
        enter(ScriptedShell.AXEL);
        assertThat(windows.operator().texts()).contains("a note").doesNotContain("Automatic start");

        windows.operator().shortcut(KeyCode.DIGIT2);
        windows.operator().scan(unit(1).text());

        assertThat(windows.operator().texts()).contains("a note").doesNotContain("412 of 1,000 started");
    }

    @Test
    void aScanThatAPageHasNoUseForGoesToTheLine() {
        enter(ScriptedShell.LENA);
        windows.operator().shortcut(KeyCode.DIGIT2);
        windows.operator().untilSeen("a note");

        windows.operator().scan(unit(1).text());

        windows.operator().untilSeen(unit(1).printed() + " waits on slot 1");
    }

    @Test
    void theLanguageChangesWhileARunGoesOn() {
        enter(ScriptedShell.OLGA);
        startSlotOne();

        Fx.run(() -> windows.look().language().set(Locale.GERMAN));

        assertThat(windows.operator().texts()).contains("Firmware brennen", "Bedienung", "Abmelden");
    }

    @Test
    void aHostileScanChangesNothingButAnEvent() {
        enter(ScriptedShell.OLGA);
        windows.operator().scan("a".repeat(4_096));

        windows.operator().untilSeen("Refused: the scan is far too long");
        station.untilRefused(); // it is said before it is noted
        assertThat(station.refusedScans()).containsExactly("TOO_LONG");
        assertThat(windows.operator().texts()).doesNotContain("READY");
    }

    @Test
    void whoComesToAClosedVaultIsToldThatASecretIsNeededFirst() {
        assertThat(windows.operator().texts()).contains("Scan your badge, or type:");
        station.vaultClosed();

        windows.pass(Duration.ofSeconds(5));

        windows.operator().untilSeen("The vault is closed. Sign in with name and secret; badges work after that.");
    }

    @Test
    void ctrlLSignsOut() {
        enter(ScriptedShell.OLGA);
        windows.operator().shortcut(KeyCode.L);

        windows.operator().untilSeen("Who works here now?");
        assertThat(windows.operator().texts()).doesNotContain("Olga Petersen");
    }

    @Test
    void theWindowStaysOpenWhileAUnitIsInWork() {
        enter(ScriptedShell.OLGA);
        assertThat(Fx.call(windows.shell()::mayClose)).isTrue();
        startSlotOne();

        assertThat(Fx.call(windows.shell()::mayClose)).isFalse();
        windows.operator().untilSeen("Close the window when every slot has finished.");
    }

    private void enter(SignedIn who) {
        Fx.run(() -> windows.shell().enter(who));
        Fx.run(() -> {});
    }

    private void startSlotOne() {
        windows.operator().scan(unit(1).text());
        windows.operator().press(KeyCode.F5);
        windows.operator().untilSeen("Burn firmware");
    }

    private void signInByKeys(String name, String secret) {
        windows.operator().type(name);
        Fx.run(() -> windows.shell().scene().getRoot().lookupAll(".sign-in-field").stream()
                .filter(PasswordField.class::isInstance)
                .forEach(Node::requestFocus));
        windows.operator().type(secret);
        assertThat(Fx.call(() -> windows.shell().scene().getRoot().lookupAll(".sign-in-field").stream()
                        .map(field -> ((TextField) field).getText())
                        .toList()))
                .containsExactly(name, secret);
        windows.operator().press(KeyCode.ENTER);
    }

    /// A page that only leads and auditors see.
    private static final class NotePage implements Page {

        @Override
        public String id() {
            return "line"; // its words are there
        }

        @Override
        public Ikon icon() {
            return Material2RoundAL.LABEL;
        }

        @Override
        public Set<Role> roles() {
            return Set.of(Role.LEAD, Role.AUDITOR);
        }

        @Override
        public Node content(WindowText text) {
            return new Label("a note");
        }
    }
}
