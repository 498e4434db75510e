package dev.sealbench.ui.window;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// A password field and its button. FX thread only.
final class UnlockPane extends VBox {

    private final PasswordField field = new PasswordField();

    /// @param refusal why the last passphrase was not the right one
    /// @param typed takes what was typed; never empty
    UnlockPane(WindowText text, Optional<String> refusal, Consumer<char[]> typed) {
        getStyleClass().add("unlock");
        var prompt = Nodes.label(text.get("words.unlock.prompt"), "unlock-prompt");
        prompt.setLabelFor(field);
        field.getStyleClass().add("unlock-field");
        field.setAccessibleText(text.get("words.unlock.prompt"));
        var open = new Button(text.get("words.unlock.open"));
        open.getStyleClass().addAll("unlock-open", "accent");
        open.setDefaultButton(true);
        open.setMaxWidth(Double.MAX_VALUE);
        open.setOnAction(_ -> take(typed));
        getChildren().addAll(prompt, field, open);
        refusal.ifPresent(why -> {
            var sentence = Nodes.sentence(why, "unlock-refusal");
            sentence.setGraphic(Nodes.icon(Material2RoundAL.BLOCK));
            getChildren().add(2, sentence);
        });
    }

    private void take(Consumer<char[]> typed) {
        var copy = Nodes.take(field);
        if (copy.length > 0) {
            typed.accept(copy);
        }
    }
}
