package dev.sealbench.ui.window;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Product, station, work order, and the warning of a demonstration. FX thread only.
final class HeaderBar extends VBox {

    private final WindowText text;
    private final Label station = Nodes.label("", "header-station");
    private final Label order = Nodes.label("", "header-order");
    private final Label count = Nodes.label("", "header-count");
    private final Label more = Nodes.label("", "header-more");
    private final HBox warning;
    private final Button theme = new Button();

    /// @param changeTheme called when the person wants the other theme
    HeaderBar(WindowText text, Runnable changeTheme) {
        this.text = text;
        this.warning =
                new HBox(Nodes.icon("station-fault"), Nodes.sentence(text.get("header.demonstration"), "warning-text"));
        warning.getStyleClass().add("demonstration");
        theme.setFocusTraversable(false);
        theme.setAccessibleHelp(text.get("header.theme.help"));
        theme.setOnAction(_ -> changeTheme.run());
        var orders = new HBox(order, count, more);
        orders.getStyleClass().add("header-orders");
        var line = new HBox(
                Nodes.label(text.get("window.title"), "header-product"), station, Nodes.spacer(), orders, theme);
        line.getStyleClass().add("header-line");
        getChildren().addAll(line, warning);
    }

    void show(BenchHeader header) {
        station.setText(text.get("header.station", header.stationId()));
        Nodes.present(warning, header.simulatorTrusted());
        var open = header.openOrders();
        Nodes.present(count, !open.isEmpty());
        Nodes.present(more, open.size() > 1);
        if (open.isEmpty()) {
            order.setText(text.get("header.order.none"));
            return;
        }
        var first = open.getFirst();
        order.setText(text.get("header.order", first.number(), first.model()));
        count.setText(text.get("header.order.count", first.started(), first.quantity()));
        more.setText(text.get("header.order.more", open.size() - 1));
    }

    /// Names the theme that the button leads to.
    void showTheme(boolean dark) {
        theme.setText(text.get(dark ? "header.theme.light" : "header.theme.dark"));
    }
}
