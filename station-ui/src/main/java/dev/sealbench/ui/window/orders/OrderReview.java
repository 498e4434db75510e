package dev.sealbench.ui.window.orders;

import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Sheet;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// All of a new work order once more before it is opened, since nothing of it can be changed afterwards. FX thread
/// only.
final class OrderReview {

    private final VBox root;

    OrderReview(WindowText text, OrdersModel model) {
        var planned = model.draft().planned();
        var choice = model.draft().choice().orElseThrow();
        var version = model.draft().release().map(FirmwareRelease::version).orElse("");
        var back = Nodes.button(Material2RoundAL.ARROW_BACK, text.get("orders.edit"), model::edit, "edit");
        back.setCancelButton(true);
        var open = Nodes.button(
                Material2RoundAL.CHECK,
                text.get("orders.open", planned.order().number()),
                model::open,
                "accent",
                "open-order");
        open.setDefaultButton(true);
        open.setDisable(model.isBusy());
        back.setDisable(model.isBusy());
        var notice = new Notice();
        notice.show(model.said().map(said -> said.words(text)));
        Label title = Nodes.sentence(planned.order().number(), "order-title");
        var card = Nodes.column(
                "sheet-card",
                title,
                Nodes.sentence(text.get("orders.review.final"), "review-final"),
                OrderFacts.of(text, planned, choice.customer().name(), version));
        root = Nodes.column(
                "sheet", Sheet.headline(text.get("orders.review.heading"), back, open), notice, Sheet.scroll(card));
        Focus.give(open);
    }

    Node node() {
        return root;
    }
}
