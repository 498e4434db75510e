package dev.sealbench.ui.window.parts;

import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/// Boxes that offer what can be chosen. FX thread only.
public final class Choices {

    private Choices() {}

    /// An empty box.
    ///
    /// @param words what stands for each
    public static <T> ComboBox<T> of(Function<T, String> words) {
        var box = new ComboBox<T>();
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String typed) {
                return box.getValue(); // nothing is typed into it
            }
        });
        return box;
    }
}
