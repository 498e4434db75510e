package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.scanback.ScanBackPanel;
import javafx.scene.layout.StackPane;

/// The scan-back panel over the tiles, for one slot. Scans go on beneath it. FX thread only.
final class LabelOverlay extends StackPane {

    private final LineText text;
    private final LineModel model;
    private final ScanBackPanel panel;

    LabelOverlay(LineText text, LineModel model) {
        this.text = text;
        this.model = model;
        this.panel = new ScanBackPanel(
                text.scanBack(),
                new ScanBackPanel.Actions(
                        reason -> model.panel().get().ifPresent(slot -> model.didNotComeOut(slot, reason)),
                        text.scanBack().close(),
                        model::closePanel));
        getStyleClass().add("overlay");
        getChildren().add(panel);
        Nodes.present(this, false);
    }

    /// Shows what the slot of the panel waits for; nothing while it waits for nothing.
    void show() {
        var slot = model.panel().get();
        var wanted = slot.flatMap(number -> model.bench().state(number).get().wanted());
        boolean opened = wanted.isPresent() && !isVisible();
        wanted.ifPresent(request -> panel.show(text.get("slot.name", slot.get()), request));
        Nodes.present(this, wanted.isPresent());
        if (opened) {
            panel.begin();
        }
    }
}
