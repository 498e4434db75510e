package dev.sealbench.ui.window.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstLeadTest {

    private final ScriptedShell station = new ScriptedShell();
    private final Windows windows = new Windows(new ScriptedLine(2), station, true);

    @AfterEach
    void close() {
        windows.close();
    }

    @Test
    void theFirstLeadIsCreatedAndSignedInAndEverySecretIsWiped() {
        fill("lena", "Lena de Vries", "open42open42", "open42open42", "passphrase");

        windows.operator().untilSeen("Lena de Vries");
        assertThat(windows.operator().texts()).contains("Lead");
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void twoSecretsThatDifferCreateNobody() {
        fill("lena", "Lena de Vries", "open42open42", "open42open43", "passphrase");

        windows.operator().untilSeen("The two secrets are not the same");
        assertThat(Fx.call(() -> windows.shell().person())).isEmpty();
    }

    @Test
    void anEmptyFieldIsNamedBeforeAnybodyIsAsked() {
        fill("lena", "", "open42open42", "open42open42", "passphrase");

        windows.operator().untilSeen("Fill in every field.");
    }

    @Test
    void aBadgeCannotBeTheFirst() {
        windows.operator().scan("badge-of-olga");

        windows.operator().untilSeen("A badge cannot be the first.");
    }

    private void fill(String... texts) {
        Fx.run(() -> {
            var fields = windows.shell().scene().getRoot().lookupAll(".sign-in-field").stream()
                    .map(TextField.class::cast)
                    .toList();
            assertThat(fields).hasSize(texts.length);
            for (int i = 0; i < texts.length; i++) {
                fields.get(i).setText(texts[i]);
            }
        });
        windows.operator().press(KeyCode.ENTER);
    }
}
