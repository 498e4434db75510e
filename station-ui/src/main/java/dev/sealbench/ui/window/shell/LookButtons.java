package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Language, theme and sounds. FX thread only.
final class LookButtons {

    private LookButtons() {}

    static List<Node> all(WindowText text, Look look) {
        return List.of(
                language(text, look),
                toggle(text, look.dark(), "theme", Material2RoundMZ.WB_SUNNY, Material2RoundMZ.NIGHTS_STAY),
                toggle(text, look.sounds(), "sounds", Material2RoundMZ.VOLUME_UP, Material2RoundMZ.VOLUME_OFF));
    }

    private static MenuButton language(WindowText text, Look look) {
        var code = text.locale().getLanguage().toUpperCase(Locale.ROOT);
        var button = new MenuButton(code, Nodes.icon(Material2RoundAL.LANGUAGE));
        button.getStyleClass().add("language");
        button.setMinWidth(MenuButton.USE_PREF_SIZE);
        button.setAccessibleText(text.get("shell.language"));
        for (var locale : WindowText.LANGUAGES) {
            // each in its own language: who cannot read this one still finds theirs
            var item = new RadioMenuItem(locale.getDisplayLanguage(locale));
            item.setSelected(locale.equals(text.locale()));
            item.setOnAction(_ -> look.language().set(locale));
            button.getItems().add(item);
        }
        return button;
    }

    /// A button that shows what it leads to, in icon and spoken word.
    private static Button toggle(WindowText text, BooleanProperty value, String name, Ikon whenTrue, Ikon whenFalse) {
        var icon = Nodes.icon(whenTrue);
        var button = new Button(null, icon);
        button.getStyleClass().addAll("look-button", name);
        button.setOnAction(_ -> value.set(!value.get()));
        value.subscribe(on -> {
            icon.setIconCode(on ? whenTrue : whenFalse);
            var words = text.get("shell." + name + (on ? ".on" : ".off"));
            button.setAccessibleText(words);
            button.setTooltip(new Tooltip(words));
        });
        return button;
    }
}
