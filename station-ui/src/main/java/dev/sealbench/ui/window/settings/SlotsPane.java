package dev.sealbench.ui.window.settings;

import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.settings.SettingsModel.Edit;
import java.util.ArrayList;
import javafx.scene.Node;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The slots: where each is plugged in, and who answers there. FX thread only.
final class SlotsPane extends Card {

    private final SettingsModel model;

    SlotsPane(WindowText text, SettingsModel model, StationSettings settings) {
        super(text, text.get("settings.section.SLOTS"), text.get("settings.slots.hint"));
        this.model = model;
        var lines = new ArrayList<>(getChildren()); // its heading and hint
        var slots = settings.config().slots();
        slots.forEach((slot, address) -> lines.add(slot(slot, address)));
        if (slots.isEmpty()) {
            lines.add(Nodes.sentence(text.get("settings.slots.none"), "settings-empty"));
        }
        model.freeSlot()
                .ifPresent(free -> lines.add(Nodes.row(
                        "settings-buttons",
                        Nodes.button(
                                Material2RoundAL.ADD,
                                text.get("settings.slot.add", free),
                                () -> model.edit(new Edit.Slot(free))))));
        Slices.fill(this, lines.toArray(Node[]::new));
    }

    private Node slot(int slot, String address) {
        var words = Nodes.column("settings-words", Nodes.sentence(address, "settings-value"));
        model.answer(slot).ifPresent(answer -> words.getChildren().add(answer(answer)));
        return line(
                Nodes.label(text.get("settings.slot", slot), "settings-head"),
                words,
                Nodes.button(
                        Material2RoundMZ.NETWORK_CHECK, text.get("settings.slot.test"), () -> model.testSlot(slot)),
                Nodes.button(
                        Material2RoundAL.EDIT, text.get("settings.change"), () -> model.edit(new Edit.Slot(slot))));
    }

    private Node answer(SlotAnswer answer) {
        var who = text.said((answer.lifecycle() + " " + answer.serial()).strip());
        return answer.answers()
                ? result(true, text.get("settings.slot.answers", who))
                : result(false, text.get("settings.slot.silent", text.said(answer.sentence())));
    }
}
