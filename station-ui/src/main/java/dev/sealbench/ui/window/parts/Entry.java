package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.Nodes;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A caption, what is entered, a hint, and under it what is wrong with what was entered. FX thread only.
public final class Entry extends VBox {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Control control;
    private final Label hint;
    private final Label wrong = Nodes.sentence("", "entry-wrong");
    private final String caption;

    /// @param hint may be empty
    public Entry(String caption, Control control, String hint) {
        this.control = control;
        this.caption = caption;
        this.hint = Nodes.sentence(hint, "entry-hint");
        var name = Nodes.sentence(caption, "entry-caption");
        name.setLabelFor(control);
        control.setAccessibleText(caption);
        control.setMaxWidth(Double.MAX_VALUE);
        control.getStyleClass().add("entry-control");
        getStyleClass().add("entry");
        getChildren().addAll(name, control, this.hint, wrong);
        setMinWidth(0);
        hint(hint);
        show(Optional.empty());
    }

    public Control control() {
        return control;
    }

    /// Replaces the hint.
    public void hint(String words) {
        hint.setText(words);
        Nodes.present(hint, !words.isEmpty() && !wrong.isVisible());
    }

    /// Says what is wrong, in the hint's place; or nothing.
    public void show(Optional<String> sentence) {
        wrong.setText(sentence.orElse(""));
        Nodes.present(wrong, sentence.isPresent());
        Nodes.present(hint, sentence.isEmpty() && !hint.getText().isEmpty());
        control.pseudoClassStateChanged(WRONG, sentence.isPresent());
        control.setAccessibleText(sentence.map(words -> caption + ". " + words).orElse(caption));
    }
}
