package dev.sealbench.ui.window.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Role;
import dev.sealbench.core.Step;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Units;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A person changes their own secret, over the pages, with real keys.
class OwnSecretTest {

    private static final String RIGHT = "open42open42";
    private static final String NEW = "a long walk by the sea";

    private final ScriptedShell station = new ScriptedShell();
    private final ScriptedLine line = new ScriptedLine(2).standingAt(1, Step.BURN, _ -> {});
    private final Windows windows = new Windows(line, station, false);

    @AfterEach
    void close() {
        windows.close();
    }

    @Test
    void theSecretIsChangedByKeysAloneAndEveryCopyIsWiped() {
        enter(ScriptedShell.LENA);
        Fx.run(() -> nameButton().requestFocus());
        windows.operator().press(KeyCode.SPACE);
        windows.operator().untilSeen("Your current secret");

        fill(RIGHT, NEW, NEW);
        windows.operator().press(KeyCode.ENTER);

        windows.operator().untilSeen("Your secret is changed.");
        assertThat(station.isSecretChanged()).isTrue();
        assertThat(station.everySecretIsWiped()).isTrue();
        assertThat(windows.operator().texts()).doesNotContain("Your current secret");
        windows.operator().press(KeyCode.ENTER);
        assertThat(windows.operator().texts()).doesNotContain("Change it");
    }

    @Test
    void anEnterThatBelongsElsewhereDoesNotOpenIt() {
        enter(ScriptedShell.LENA);
        Fx.run(() -> nameButton().requestFocus());
        windows.operator().press(KeyCode.ENTER);

        assertThat(windows.operator().texts()).doesNotContain("Your current secret");
    }

    @Test
    void theNameIsAlsoPressedByTheMouse() {
        enter(ScriptedShell.OLGA);
        Fx.run(() -> {
            var button = nameButton();
            var middle = button.localToScreen(button.getWidth() / 2, button.getHeight() / 2);
            var robot = new Robot();
            robot.mouseMove(middle);
            robot.mouseClick(MouseButton.PRIMARY);
        });

        windows.operator().untilSeen("Your current secret");
    }

    @Test
    void aWrongCurrentSecretChangesNothingAndIsSaid() {
        open();
        fill("open43open43", NEW, NEW);
        windows.operator().fire(".own-secret-do");

        windows.operator().untilSeen("This is not your current secret; nothing was changed. It counts as a failed");
        assertThat(station.isSecretChanged()).isFalse();
        assertThat(station.everySecretIsWiped()).isTrue();
        assertThat(fields()).containsOnly("");
    }

    @Test
    void aWeakSecretIsRefusedInTheLanguageOfTheWindows() {
        open();
        Fx.run(() -> windows.look().language().set(Locale.of("nl")));
        Fx.run(() -> nameButton().fire());
        fill(RIGHT, "short", "short");
        windows.operator().fire(".own-secret-do");

        windows.operator().untilSeen("een geheim heeft 12 tot 128 tekens");
        assertThat(station.isSecretChanged()).isFalse();
    }

    @Test
    void twoSecretsThatDifferAndAnEmptyFieldAreToldBeforeTheStationIsAsked() {
        open();
        fill(RIGHT, NEW, NEW + "!");
        windows.operator().fire(".own-secret-do");
        windows.operator().untilSeen("The two secrets are not the same.");

        fill("", NEW, NEW);
        windows.operator().fire(".own-secret-do");
        windows.operator().untilSeen("Fill in every field.");
        assertThat(station.isSecretChanged()).isFalse();
    }

    @Test
    void escapeTheIdleCoverAndAnotherPersonLeaveNothingOfIt() {
        open();
        fill(RIGHT, NEW, NEW);
        var kept = Fx.call(this::passwordFields);
        windows.operator().press(KeyCode.ESCAPE);
        assertThat(windows.operator().texts()).doesNotContain("Your current secret");
        assertThat(kept).allMatch(field -> field.getText().isEmpty());

        Fx.run(() -> nameButton().fire());
        fill(RIGHT, NEW, NEW);
        windows.pass(Duration.ofMinutes(10)); // while the pointer may still enter the pane, which is a touch
        windows.pass(Duration.ofMinutes(10));
        windows.operator().untilSeen("Covered");
        enter(ScriptedShell.LENA);
        assertThat(windows.operator().texts()).doesNotContain("Your current secret");
    }

    @Test
    void aUnitGoesOnBeneathIt() {
        enter(ScriptedShell.OLGA);
        windows.operator().scan(Units.unit(1).text());
        windows.operator().press(KeyCode.F5);
        windows.operator().untilSeen("Burn firmware");
        Fx.run(() -> nameButton().fire());

        windows.operator().scan(Units.unit(2).text());

        assertThat(fields()).containsOnly("");
        windows.operator().press(KeyCode.ESCAPE);
        windows.operator().untilSeen("waits on slot 2");
    }

    @Test
    void whoHasABadgeAndNoSecretIsNotOfferedIt() {
        enter(new SignedIn("Bo Badge", Set.of(Role.OPERATOR), false));

        assertThat(windows.operator().texts()).contains("Bo Badge");
        assertThat(windows.operator().find(".own-secret", Button.class)).isNull();
    }

    @Test
    void itIsLegible() throws IOException {
        open();
        for (var locale : List.of(Locale.ENGLISH, Locale.of("nl"), Locale.GERMAN)) {
            for (boolean dark : new boolean[] {false, true}) {
                Fx.run(() -> {
                    windows.look().language().set(locale);
                    windows.look().dark().set(dark);
                    nameButton().fire();
                });
                Fx.run(() -> {});
                fill("open43open43", NEW, NEW);
                windows.operator().fire(".own-secret-do");
                windows.operator().untilSeen(windows.look().text().get("login.own.wrong"));
                var name = "own-secret-%s-%s".formatted(locale.getLanguage(), dark ? "dark" : "light");
                assertThat(windows.operator().picture(name, 1280, 800)).as(name).isEmpty();
            }
        }
    }

    private void enter(SignedIn who) {
        Fx.run(() -> windows.shell().enter(who));
        Fx.run(() -> {});
    }

    private void open() {
        enter(ScriptedShell.LENA);
        Fx.run(() -> nameButton().fire());
        Fx.run(() -> {});
    }

    private Button nameButton() {
        return (Button) windows.shell().scene().lookup(".own-secret");
    }

    private List<PasswordField> passwordFields() {
        return windows.shell().scene().getRoot().lookupAll(".sign-in-field").stream()
                .map(PasswordField.class::cast)
                .toList();
    }

    private List<String> fields() {
        return Fx.call(
                () -> passwordFields().stream().map(PasswordField::getText).toList());
    }

    private void fill(String... texts) {
        Fx.run(() -> {
            var fields = passwordFields();
            assertThat(fields).hasSize(texts.length);
            for (int i = 0; i < texts.length; i++) {
                fields.get(i).setText(texts[i]);
            }
            fields.getFirst().requestFocus();
        });
    }
}
