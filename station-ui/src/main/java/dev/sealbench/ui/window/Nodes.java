package dev.sealbench.ui.window;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Small nodes that the pages are made of. FX thread only.
public final class Nodes {

    private Nodes() {}

    /// A label with classes of the style sheet. It is never cut off: it keeps its width.
    public static Label label(String text, String... styleClasses) {
        var label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A label that breaks its line rather than cut its text.
    public static Label sentence(String text, String... styleClasses) {
        var label = label(text, styleClasses);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// An icon; its colour and size are the style sheet's. Screen readers pass over it: a word stands beside it.
    public static FontIcon icon(Ikon code, String... styleClasses) {
        var icon = new FontIcon(code);
        icon.getStyleClass().addAll(styleClasses);
        icon.setAccessibleRole(AccessibleRole.NODE);
        return icon;
    }

    /// A button with icon and word.
    public static Button button(Ikon code, String text, Runnable pressed, String... styleClasses) {
        var button = new Button(text, icon(code));
        button.getStyleClass().addAll(styleClasses);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> pressed.run());
        return button;
    }

    /// Pushes what follows to the right.
    public static Region spacer() {
        var spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    public static HBox row(String styleClass, Node... nodes) {
        var row = new HBox(nodes);
        row.getStyleClass().add(styleClass);
        return row;
    }

    public static VBox column(String styleClass, Node... nodes) {
        var column = new VBox(nodes);
        column.getStyleClass().add(styleClass);
        return column;
    }

    /// Shows `node` and gives it room, or neither.
    public static void present(Node node, boolean present) {
        node.setVisible(present);
        node.setManaged(present);
    }

    /// What was typed; the caller wipes it. The field is empty afterwards. JavaFX keeps a copy of its own until
    /// the field is collected.
    public static char[] take(PasswordField field) {
        var characters = field.getCharacters(); // never getText: a String cannot be wiped
        var copy = new char[characters.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = characters.charAt(i);
        }
        field.clear();
        return copy;
    }
}
