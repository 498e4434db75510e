package dev.sealbench.ui.window.settings;

import dev.sealbench.core.FoundPort;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.settings.SettingsModel.Edit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Where one slot is plugged in: a USB port that was found, or an address that is typed. FX thread only.
final class SlotForm extends Card {

    private final TextField address = new TextField();
    private final VBox found = Nodes.column("settings-found");

    /// @param kept takes what has to be dropped with the form
    SlotForm(WindowText text, SettingsModel model, int slot, StationSettings settings, Consumer<Subscription> kept) {
        super(text, text.get("settings.slot", slot), text.get("settings.slot.hint"));
        var before = settings.config().slots().get(slot);
        address.setText(before == null ? "" : before);
        address.setPromptText("tcp:192.168.0.20:4001");
        var buttons = buttons(
                Material2RoundMZ.SAVE,
                "settings.save",
                () -> model.setSlot(slot, Optional.of(address.getText())),
                () -> model.edit(new Edit.Nothing()));
        if (before != null) {
            buttons.getChildren()
                    .addFirst(Nodes.button(
                            Material2RoundAL.DELETE,
                            text.get("settings.slot.remove"),
                            () -> model.setSlot(slot, Optional.empty())));
        }
        getChildren().addAll(found, field("settings.slot.address", address), buttons);
        kept.accept(model.ports().subscribe(this::show));
    }

    private void show(Optional<List<FoundPort>> ports) {
        found.getChildren().clear();
        if (ports.isEmpty() || ports.get().isEmpty()) {
            found.getChildren()
                    .add(Nodes.sentence(
                            text.get(ports.isEmpty() ? "settings.ports.asking" : "settings.ports.none"),
                            "settings-empty"));
            return;
        }
        for (var port : ports.get()) {
            var name = port.product().isEmpty() ? port.device() : port.product() + "  ·  " + port.device();
            found.getChildren()
                    .add(Nodes.column(
                            "settings-port",
                            Nodes.sentence(name, "settings-value"),
                            Nodes.row(
                                    "settings-buttons",
                                    Nodes.button(
                                            Material2RoundMZ.USB,
                                            text.get("settings.port.adapter"),
                                            () -> address.setText(port.adapterAddress())),
                                    Nodes.button(
                                            Material2RoundMZ.SETTINGS_ETHERNET,
                                            text.get("settings.port.socket"),
                                            () -> address.setText(port.socketAddress())))));
        }
    }
}
