package dev.sealbench.ui.window.orders;

import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Entry;
import dev.sealbench.ui.window.parts.Sheet;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// One work order: how far it is in large type, what was asked for, and its end. FX thread only.
final class OrderDetails {

    private static final int LONGEST_REASON = 256;

    private final WindowText text;
    private final OrdersModel model;
    private final ListedOrder listed;
    private final VBox ending = Nodes.column("order-ending");
    private final Node root;

    OrderDetails(WindowText text, OrdersModel model, ListedOrder listed) {
        this.text = text;
        this.model = model;
        this.listed = listed;
        var number = Nodes.sentence(listed.order().number(), "order-title");
        HBox.setHgrow(number, Priority.ALWAYS);
        var card = Nodes.column(
                "sheet-card",
                Nodes.row("pick-line", number, OrderList.mark(text, listed)),
                figure(),
                OrderList.bar(listed),
                inWork(),
                ending,
                OrderFacts.of(text, listed));
        card.getStyleClass().add("order-details");
        Nodes.present(ending, listed.closed().isEmpty());
        ending.getChildren().setAll(askToClose());
        root = Sheet.scroll(card);
    }

    Node node() {
        return root;
    }

    private HBox figure() {
        return Nodes.row(
                "order-figure",
                Nodes.label(text.get("orders.number", listed.released()), "order-released"),
                Nodes.sentence(text.get("orders.of-quantity", listed.order().quantity()), "order-quantity"));
    }

    private Node inWork() {
        long aside = listed.units().getOrDefault(UnitState.QUARANTINED, 0L);
        long scrapped = listed.units().getOrDefault(UnitState.SCRAPPED, 0L);
        long working = listed.started() - listed.released() - aside;
        return Nodes.sentence(text.get("orders.counts", working, aside, scrapped), "order-counts-line");
    }

    private Button askToClose() {
        return Nodes.button(
                Material2RoundAL.LOCK,
                text.get("orders.close"),
                () -> ending.getChildren().setAll(closing()),
                "ask-close");
    }

    /// Closing is asked for twice: with a reason, in place.
    private VBox closing() {
        var reason = new TextField();
        var entry = new Entry(text.get("orders.close.reason"), reason, text.get("orders.close.hint"));
        var close = Nodes.button(
                Material2RoundAL.LOCK,
                text.get("orders.close.now", listed.order().number()),
                () -> model.close(listed.order().number(), reason.getText().strip()),
                "danger",
                "close-now");
        var keep = new Button(text.get("orders.close.keep"));
        keep.setMinWidth(Button.USE_PREF_SIZE);
        keep.setCancelButton(true);
        keep.setOnAction(_ -> ending.getChildren().setAll(askToClose()));
        close.setDisable(true);
        reason.textProperty().subscribe(typed -> {
            int length = typed.strip().length();
            close.setDisable(length == 0 || length > LONGEST_REASON);
            entry.show(
                    length > LONGEST_REASON
                            ? Optional.of(text.get("orders.close.long", LONGEST_REASON))
                            : Optional.empty());
        });
        var panel = Nodes.column("closing", entry, Nodes.row("buttons", close, keep));
        Focus.give(reason);
        return panel;
    }
}
