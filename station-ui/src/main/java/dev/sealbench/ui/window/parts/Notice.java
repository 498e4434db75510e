package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.Nodes;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// One sentence on what came of the last thing that was done; takes no room while there is none. FX thread only.
public final class Notice extends HBox {

    /// What is said.
    ///
    /// @param good whether it was done
    public record Words(boolean good, String sentence) {}

    private final FontIcon icon = Nodes.icon(Material2RoundAL.ERROR);
    private final Label sentence = Nodes.sentence("", "said-sentence");

    public Notice() {
        getStyleClass().add("said");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(icon, sentence);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        clear();
    }

    public void show(Optional<Words> words) {
        words.ifPresentOrElse(this::show, this::clear);
    }

    public void good(String words) {
        show(new Words(true, words));
    }

    public void wrong(String words) {
        show(new Words(false, words));
    }

    public void clear() {
        Nodes.present(this, false);
    }

    private void show(Words words) {
        Ikon code = words.good() ? Material2RoundAL.CHECK_CIRCLE : Material2RoundAL.ERROR;
        icon.setIconCode(code);
        getStyleClass().removeAll(Mark.Tone.GOOD.styleClass(), Mark.Tone.WRONG.styleClass());
        getStyleClass().add((words.good() ? Mark.Tone.GOOD : Mark.Tone.WRONG).styleClass());
        sentence.setText(words.sentence());
        setAccessibleText(words.sentence());
        Nodes.present(this, true);
    }
}
