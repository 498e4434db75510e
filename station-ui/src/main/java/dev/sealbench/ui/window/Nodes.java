package dev.sealbench.ui.window;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Small nodes that several parts of the window are made of. FX thread only.
final class Nodes {

    private Nodes() {}

    /// A label with classes of window.css.
    static Label label(String text, String... styleClasses) {
        var label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /// A label that breaks its line rather than cut its text.
    static Label sentence(String text, String... styleClasses) {
        var label = label(text, styleClasses);
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// An icon, whose shape window.css has under `icon-NAME`. Screen readers pass over it: a word stands beside it.
    static Region icon(String name) {
        var icon = new Region();
        icon.getStyleClass().addAll("icon", "icon-" + name);
        return icon;
    }

    /// Pushes what follows to the right.
    static Region spacer() {
        var spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /// Shows `node` and gives it room, or neither.
    static void present(Node node, boolean present) {
        node.setVisible(present);
        node.setManaged(present);
    }
}
