package dev.sealbench.ui.window.line;

import atlantafx.base.controls.ToggleSwitch;
import dev.sealbench.ui.window.Nodes;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The open work order with count and target, automatic start, and the start button. FX thread only.
final class OrderHeader extends HBox {

    private final LineText text;
    private final Label order = Nodes.label("", "order-number");
    private final Label model = Nodes.label("", "order-model");
    private final Label count = Nodes.label("", "order-count");
    private final Label more = Nodes.sentence("", "order-more");
    private final ProgressBar bar = new ProgressBar(0);
    private final Button start;

    OrderHeader(LineText text, LineModel line) {
        this.text = text;
        getStyleClass().add("order-line");
        bar.getStyleClass().add("order-bar");
        bar.setFocusTraversable(false);
        var automatic = new ToggleSwitch(text.get("automatic"));
        automatic.getStyleClass().add("automatic");
        automatic.setSelected(line.look().automaticStart().get());
        automatic.selectedProperty().bindBidirectional(line.look().automaticStart());
        automatic.setAccessibleText(text.get("automatic.help"));
        automatic.setMinWidth(USE_PREF_SIZE);
        start = Nodes.button(Material2RoundMZ.PLAY_ARROW, "", line::start, "start", "accent");
        start.setContentDisplay(ContentDisplay.LEFT);
        start.setAccessibleHelp(text.get("start.help"));
        var names = Nodes.column("order-names", order, Nodes.row("order-model-line", model, more));
        var counts = Nodes.column("order-counts", count, bar);
        HBox.setHgrow(counts, Priority.ALWAYS);
        getChildren().addAll(names, counts, automatic, start);
        showReady(0);
    }

    void show(LineFacts facts) {
        var open = facts.openOrders();
        Nodes.present(count, !open.isEmpty());
        Nodes.present(bar, !open.isEmpty());
        Nodes.present(more, open.size() > 1);
        if (open.isEmpty()) {
            order.setText(text.get("order.none"));
            model.setText(text.get("order.none.next"));
            return;
        }
        var first = open.getFirst();
        order.setText(first.number());
        model.setText(first.model());
        count.setText(text.get("order.count", first.started(), first.quantity()));
        more.setText(text.get("order.more", open.size() - 1));
        bar.setProgress((double) first.started() / first.quantity());
        bar.setAccessibleText(count.getText());
    }

    /// Tells how many units the button would start.
    void showReady(int units) {
        start.setDisable(units == 0);
        start.setText(text.get("start", units));
    }
}
