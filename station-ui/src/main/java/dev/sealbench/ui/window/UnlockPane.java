package dev.sealbench.ui.window;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;

/// A password field and its button. FX thread only.
final class UnlockPane extends VBox {

    private final PasswordField field = new PasswordField();

    /// @param refusal why the last passphrase was not the right one
    /// @param typed takes what was typed; never empty
    UnlockPane(WindowText text, Optional<String> refusal, Consumer<char[]> typed) {
        getStyleClass().add("unlock");
        var prompt = Nodes.label(text.get("unlock.prompt"), "unlock-prompt");
        prompt.setLabelFor(field);
        field.getStyleClass().add("unlock-field");
        field.setAccessibleText(text.get("unlock.prompt"));
        var open = new Button(text.get("unlock.open"));
        open.getStyleClass().addAll("unlock-open", "accent");
        open.setDefaultButton(true);
        open.setMaxWidth(Double.MAX_VALUE);
        open.setOnAction(_ -> take(typed));
        getChildren().addAll(prompt, field, open);
        refusal.ifPresent(why -> {
            var sentence = Nodes.sentence(why, "unlock-refusal");
            sentence.setGraphic(Nodes.icon("refused"));
            getChildren().add(2, sentence);
        });
    }

    private void take(Consumer<char[]> typed) {
        var characters = field.getCharacters(); // never getText: a String cannot be wiped
        var copy = new char[characters.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = characters.charAt(i);
        }
        field.clear();
        if (copy.length > 0) {
            typed.accept(copy);
        }
    }
}
