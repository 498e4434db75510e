package dev.sealbench.ui.window.orders;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.shell.Page;
import java.time.Clock;
import java.util.Set;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// Work orders: the lead's. FX thread only.
public final class OrdersPage implements Page {

    private final OrdersModel model;

    public OrdersPage(OrdersStation station, Clock clock) {
        this.model = new OrdersModel(station, clock);
    }

    OrdersModel model() {
        return model;
    }

    @Override
    public String id() {
        return "orders";
    }

    @Override
    public Ikon icon() {
        return Material2RoundAL.ASSIGNMENT;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.LEAD);
    }

    @Override
    public Node content(WindowText text) {
        var view = new OrdersView(text, model);
        model.onChange(view::show);
        return view.node();
    }

    @Override
    public void shown() {
        model.refresh();
    }
}
