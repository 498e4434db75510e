package dev.sealbench.ui.window.login;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// A field with its caption, as signing in has them. FX thread only.
final class LoginField {

    private LoginField() {}

    static VBox of(WindowText text, String key, TextField field) {
        var caption = Nodes.label(text.get(key), "field-caption");
        caption.setLabelFor(field);
        field.setAccessibleText(text.get(key));
        field.getStyleClass().add("sign-in-field");
        return Nodes.column("field", caption, field);
    }
}
