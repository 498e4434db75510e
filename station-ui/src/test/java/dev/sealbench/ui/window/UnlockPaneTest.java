package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnlockPaneTest {

    private final ArrayList<String> answers = new ArrayList<>();

    @BeforeAll
    static void startToolkit() {
        Fx.start();
    }

    @Test
    void enterHandsOverWhatWasTypedAndEmptiesTheField() throws IOException {
        try (var operator = operator(Optional.empty())) {
            operator.type("LENA");
            operator.press(KeyCode.TAB);
            operator.type("OPEN42");
            assertThat(operator.picture("unlock", 560, 400)).isEmpty();
            operator.press(KeyCode.ENTER);
            operator.press(KeyCode.ENTER);
        }
        assertThat(answers).containsExactly("lena open42");
    }

    @Test
    void aNameWithoutSecretOrASecretWithoutNameIsNotHandedOver() {
        try (var operator = operator(Optional.empty())) {
            operator.press(KeyCode.ENTER);
            operator.type("LENA");
            operator.press(KeyCode.ENTER);
        }
        try (var operator = operator(Optional.empty())) {
            operator.press(KeyCode.TAB);
            operator.type("OPEN42");
            operator.press(KeyCode.ENTER);
        }
        assertThat(answers).isEmpty();
    }

    @Test
    void aRefusalStandsAboveTheButtonAndIsNotCutOff() throws IOException {
        try (var operator = operator(Optional.of("the vault does not open; check the passphrase and the vault file"))) {
            assertThat(operator.texts()).anyMatch(text -> text.startsWith("the vault does not open"));
            assertThat(operator.picture("unlock-refused", 560, 480)).isEmpty();
        }
    }

    private Operator operator(Optional<String> refusal) {
        var text = new WindowText(Locale.ENGLISH);
        return new Operator(Fx.call(() -> UnlockWindow.scene(new UnlockPane(
                text, refusal, typed -> answers.add(typed.name() + " " + String.valueOf(typed.secret()))))));
    }
}
