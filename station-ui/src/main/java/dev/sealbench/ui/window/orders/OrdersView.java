package dev.sealbench.ui.window.orders;

import dev.sealbench.ui.window.WindowText;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// The page in one language: list, form or review. FX thread only.
final class OrdersView {

    private final WindowText text;
    private final OrdersModel model;
    private final StackPane root = new StackPane();
    private final OrderList list;
    private Optional<OrderForm> form = Optional.empty();
    private OrdersModel.Place seen;

    OrdersView(WindowText text, OrdersModel model) {
        this.text = text;
        this.model = model;
        this.list = new OrderList(text, model);
        show();
    }

    Node node() {
        return root;
    }

    void show() {
        boolean moved = seen != model.place();
        seen = model.place();
        switch (seen) {
            case LIST -> {
                form = Optional.empty();
                list.show();
                root.getChildren().setAll(list.node());
            }
            case FORM -> {
                if (form.isEmpty()) {
                    form = Optional.of(new OrderForm(text, model));
                }
                form.get().show();
                root.getChildren().setAll(form.get().node());
                if (moved) {
                    form.get().begin();
                }
            }
            case REVIEW -> root.getChildren().setAll(new OrderReview(text, model).node());
        }
    }
}
