package dev.sealbench.ui.window.parts;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// One of a few, as buttons side by side; always one is chosen. FX thread only.
///
/// @param <T> what a button stands for
public final class Chips<T> extends HBox {

    private final ToggleGroup group = new ToggleGroup();

    /// @param words what stands on each
    /// @param chosen takes the one that a person pressed
    public Chips(List<T> values, Function<T, String> words, Consumer<T> chosen) {
        getStyleClass().add("chips");
        for (var value : values) {
            var chip = new ToggleButton(words.apply(value));
            chip.setUserData(value);
            chip.setToggleGroup(group);
            chip.setMinWidth(USE_PREF_SIZE);
            chip.getStyleClass().add("chip");
            chip.setOnAction(_ -> {
                chip.setSelected(true); // a second press does not take it back
                chosen.accept(value);
            });
            getChildren().add(chip);
        }
    }

    /// Marks one, without telling anybody.
    public void mark(T value) {
        group.getToggles().stream()
                .filter(toggle -> Objects.equals(toggle.getUserData(), value))
                .findFirst()
                .ifPresent(group::selectToggle);
    }
}
