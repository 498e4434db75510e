package dev.sealbench.ui.window.settings;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// What the parts of the settings are made of: title, hint, lines. FX thread only.
class Card extends VBox {

    final WindowText text;

    Card(WindowText text, String title, String hint) {
        this.text = text;
        getStyleClass().add("settings-card");
        getChildren().addAll(Nodes.sentence(title, "settings-card-title"), Nodes.sentence(hint, "settings-hint"));
    }

    /// A line of a list: what it is, what is said of it, and buttons.
    static HBox line(Node head, Node words, Node... buttons) {
        var line = Nodes.row("settings-line", head, words);
        HBox.setHgrow(words, Priority.ALWAYS);
        line.getChildren().addAll(buttons);
        return line;
    }

    /// What came of a test: icon, colour and words.
    static Label result(boolean good, String words) {
        var label = Nodes.sentence(words, good ? "settings-good" : "settings-bad");
        label.setGraphic(Nodes.icon(good ? Material2RoundAL.CHECK_CIRCLE : Material2RoundAL.ERROR));
        return label;
    }

    VBox field(String key, TextField field) {
        var caption = Nodes.label(text.get(key), "settings-caption");
        caption.setLabelFor(field);
        field.setAccessibleText(text.get(key));
        field.getStyleClass().add("settings-field");
        return Nodes.column("settings-field-box", caption, field);
    }

    /// One of several, as buttons side by side or below each other.
    ///
    /// @param chosen what is chosen first
    static <T> List<ToggleButton> choice(List<T> values, T chosen, Function<T, String> words, Consumer<T> pressed) {
        var group = new ToggleGroup();
        return values.stream()
                .map(value -> {
                    var button = new ToggleButton(words.apply(value));
                    button.getStyleClass().add("settings-choice");
                    button.setMinWidth(Region.USE_PREF_SIZE);
                    button.setToggleGroup(group);
                    button.setSelected(value.equals(chosen));
                    button.setOnAction(_ -> {
                        button.setSelected(true); // a second press does not unmark it
                        pressed.accept(value);
                    });
                    return button;
                })
                .toList();
    }

    HBox buttons(Ikon icon, String key, Runnable work, Runnable cancel) {
        var ok = Nodes.button(icon, text.get(key), work, "accent", "settings-do");
        ok.setDefaultButton(true);
        var back = Nodes.button(Material2RoundAL.CLOSE, text.get("settings.cancel"), cancel);
        return Nodes.row("settings-buttons", Nodes.spacer(), back, ok);
    }
}
