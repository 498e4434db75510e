package dev.sealbench.ui.window.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// What belongs to this place: language, theme, sounds, automatic start, how long people and vault wait, and where the
/// books are. FX thread only.
final class PlacePane extends Card {

    private static final long BYTES_PER_MIB = 1 << 20;

    private final SettingsModel model;

    PlacePane(WindowText text, SettingsModel model, StationSettings settings) {
        super(text, text.get("settings.section.PLACE"), text.get("settings.place.hint"));
        this.model = model;
        var look = model.look();
        var signIn = settings.config().signIn();
        getChildren()
                .addAll(
                        language(),
                        toggle("settings.dark", look.dark()),
                        toggle("settings.sounds", look.sounds()),
                        toggle("settings.automatic", look.automaticStart()),
                        minutes("settings.idle", signIn.idleMinutes(), model::setIdleMinutes),
                        minutes("settings.vault", signIn.vaultMinutes(), model::setVaultMinutes),
                        books(settings));
    }

    private Node language() {
        var languages = Nodes.row("settings-choices");
        languages
                .getChildren()
                .addAll(choice(
                        WindowText.LANGUAGES,
                        model.look().language().get(),
                        PlacePane::ownName,
                        model.look().language()::set));
        return line(head("settings.language"), Nodes.spacer(), languages);
    }

    private static String ownName(Locale language) {
        var name = language.getDisplayLanguage(language);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private Node toggle(String key, BooleanProperty value) {
        var toggle = new ToggleSwitch();
        toggle.getStyleClass().add("settings-toggle");
        toggle.setAccessibleText(text.get(key));
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setSelected(value.get());
        toggle.selectedProperty().bindBidirectional(value);
        return line(Nodes.sentence(text.get(key), "settings-wide-head"), Nodes.spacer(), toggle);
    }

    private Node minutes(String key, int now, IntConsumer set) {
        var minutes = new TextField(Integer.toString(now));
        minutes.getStyleClass().addAll("settings-field", "settings-minutes", key.replace('.', '-'));
        minutes.setAccessibleText(text.get(key));
        var save = Nodes.button(Material2RoundMZ.SAVE, text.get("settings.save"), () -> {
            try {
                set.accept(Integer.parseInt(minutes.getText().strip()));
            } catch (NumberFormatException e) {
                set.accept(-1); // the core says which numbers there are
            }
        });
        return line(Nodes.sentence(text.get(key), "settings-wide-head"), Nodes.spacer(), minutes, save);
    }

    private Node books(StationSettings settings) {
        var database = settings.config().database();
        var size = NumberFormat.getInstance(text.locale()).format(Math.ceilDiv(settings.booksBytes(), BYTES_PER_MIB));
        var where = database == null
                ? text.get("settings.books.where", settings.books(), size)
                : text.get("settings.books.server", database.url(), database.user());
        var backup = database == null ? "settings.books.backup" : "settings.books.serverBackup";
        var words = Nodes.column(
                "settings-words",
                Nodes.sentence(where, "settings-value"),
                Nodes.sentence(text.get(backup), "settings-hint"));
        return line(head("settings.books"), words);
    }

    private Node head(String key) {
        return Nodes.label(text.get(key), "settings-head");
    }
}
