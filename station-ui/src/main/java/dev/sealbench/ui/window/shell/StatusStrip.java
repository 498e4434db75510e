package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// What goes on, in one thin line, while the pages are covered. FX thread only.
final class StatusStrip extends HBox {

    StatusStrip(WindowText text, ObservableValue<SlotCounts> counts) {
        getStyleClass().add("status-strip");
        counts.subscribe(now -> getChildren()
                .setAll(
                        count(
                                Material2RoundMZ.PLAY_CIRCLE_FILLED,
                                text.get("shell.strip.running", now.running()),
                                "running"),
                        count(Material2RoundAL.CHECK_CIRCLE, text.get("shell.strip.pass", now.passed()), "pass"),
                        count(Material2RoundAL.CANCEL, text.get("shell.strip.reject", now.rejected()), "reject"),
                        count(Material2RoundMZ.WARNING, text.get("shell.strip.fault", now.faulted()), "fault")));
    }

    private static HBox count(Ikon icon, String words, String kind) {
        var chip = Nodes.row("strip-count", Nodes.icon(icon), Nodes.label(words, "strip-words"));
        chip.getStyleClass().add("strip-" + kind);
        return chip;
    }
}
