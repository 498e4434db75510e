package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.Nodes;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;

/// A state in icon and word, in one of few colours. FX thread only.
public final class Mark extends HBox {

    /// What colour it has; the word never depends on it.
    public enum Tone {
        GOOD("good"),
        WARNING("caution"),
        WRONG("wrong"),
        NEUTRAL("neutral"),
        ACCENT("accented");

        private final String styleClass;

        Tone(String styleClass) {
            this.styleClass = styleClass;
        }

        public String styleClass() {
            return styleClass;
        }
    }

    public Mark(Ikon icon, String word, Tone tone) {
        super(Nodes.icon(icon), Nodes.label(word, "mark-word"));
        getStyleClass().addAll("mark", tone.styleClass());
        setMinWidth(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
    }
}
