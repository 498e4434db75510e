package dev.sealbench.ui.window;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// A name, a secret and their button. FX thread only.
final class UnlockPane extends VBox {

    private final TextField name = new TextField();
    private final PasswordField field = new PasswordField();

    /// @param refusal why nobody was signed in by what was typed before
    /// @param typed takes what was typed; neither is empty
    UnlockPane(WindowText text, Optional<String> refusal, Consumer<UnlockWindow.Typed> typed) {
        getStyleClass().add("unlock");
        var namePrompt = Nodes.label(text.get("unlock.name"), "unlock-prompt");
        namePrompt.setLabelFor(name);
        name.getStyleClass().add("unlock-field");
        name.setAccessibleText(text.get("unlock.name"));
        var prompt = Nodes.label(text.get("unlock.prompt"), "unlock-prompt");
        prompt.setLabelFor(field);
        field.getStyleClass().add("unlock-field");
        field.setAccessibleText(text.get("unlock.prompt"));
        var open = new Button(text.get("unlock.open"));
        open.getStyleClass().addAll("unlock-open", "accent");
        open.setDefaultButton(true);
        open.setMaxWidth(Double.MAX_VALUE);
        open.setOnAction(_ -> take(typed));
        getChildren().addAll(namePrompt, name, prompt, field, open);
        refusal.ifPresent(why -> {
            var sentence = Nodes.sentence(why, "unlock-refusal");
            sentence.setGraphic(Nodes.icon("refused"));
            getChildren().add(4, sentence);
        });
    }

    private void take(Consumer<UnlockWindow.Typed> typed) {
        var characters = field.getCharacters(); // never getText: a String cannot be wiped
        var copy = new char[characters.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = characters.charAt(i);
        }
        field.clear();
        if (copy.length > 0 && !name.getText().isBlank()) {
            typed.accept(new UnlockWindow.Typed(name.getText(), copy));
        }
    }
}
