package dev.sealbench.ui.window.orders;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Mark;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.PickList;
import dev.sealbench.ui.window.parts.Sheet;
import dev.sealbench.ui.window.parts.Times;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Work orders under each other, and beside them the one that was picked. FX thread only.
final class OrderList {

    private final WindowText text;
    private final OrdersModel model;
    private final Notice notice = new Notice();
    private final ToggleButton open;
    private final ToggleButton closed;
    private final Button begin;
    private final PickList<ListedOrder> picks;
    private final StackPane details = new StackPane();
    private final GridPane both;
    private final StackPane place = new StackPane();
    private final VBox root;
    private Optional<ListedOrder> detailed = Optional.empty();

    OrderList(WindowText text, OrdersModel model) {
        this.text = text;
        this.model = model;
        var group = new ToggleGroup();
        open = filter(group, false);
        closed = filter(group, true);
        begin = Nodes.button(Material2RoundAL.ADD, text.get("orders.new"), model::begin, "accent", "new-order");
        picks = new PickList<>(
                this::card, this::words, order -> model.select(order.order().number()));
        both = Sheet.pair(picks, details);
        root = Nodes.column("sheet", Sheet.headline(text.get("orders.heading"), open, closed, begin), notice, place);
        VBox.setVgrow(place, Priority.ALWAYS);
    }

    Node node() {
        return root;
    }

    void show() {
        notice.show(model.said().map(said -> said.words(text)));
        begin.setDisable(model.isBusy());
        open.setText(text.get("orders.filter.open", model.count(false)));
        closed.setText(text.get("orders.filter.closed", model.count(true)));
        (model.isClosedShown() ? closed : open).setSelected(true);
        if (model.orders().isEmpty()) {
            place.getChildren().setAll(model.said().isEmpty() ? waiting() : Sheet.retry(text, model::refresh));
            return;
        }
        var shown = model.shown();
        if (shown.isEmpty()) {
            place.getChildren().setAll(empty());
            return;
        }
        var selected = model.selected();
        picks.show(shown, selected);
        place.getChildren().setAll(both);
        Slices.later(details, this::showDetails);
    }

    /// What did not change stays: a person may be typing a reason in it.
    private void showDetails() {
        var selected = model.selected();
        if (!selected.equals(detailed)) {
            detailed = selected;
            details.getChildren()
                    .setAll(selected.map(order -> new OrderDetails(text, model, order).node())
                            .orElseGet(StackPane::new));
        }
    }

    private ToggleButton filter(ToggleGroup group, boolean showsClosed) {
        var button = new ToggleButton();
        button.setToggleGroup(group);
        button.getStyleClass().add("filter");
        button.setMinWidth(ToggleButton.USE_PREF_SIZE);
        button.setOnAction(_ -> {
            button.setSelected(true); // a second press does not unmark it
            model.showClosed(showsClosed);
        });
        return button;
    }

    private Node waiting() {
        return Nodes.row("waiting", new ProgressIndicator(), Nodes.sentence(text.get("orders.waiting")));
    }

    private Node empty() {
        return model.isClosedShown()
                ? Sheet.empty(
                        Material2RoundAL.INBOX, text.get("orders.none-closed"), text.get("orders.none-closed.next"))
                : Sheet.empty(Material2RoundAL.ASSIGNMENT, text.get("orders.none"), text.get("orders.none.next"));
    }

    private Node card(ListedOrder order) {
        var number = Nodes.sentence(order.order().number(), "pick-name");
        HBox.setHgrow(number, Priority.ALWAYS);
        var bar = bar(order);
        var last = Nodes.row("pick-line", Nodes.sentence(counts(order), "pick-count"), Nodes.spacer());
        due(order).ifPresent(last.getChildren()::add);
        return Nodes.column(
                "pick-body",
                Nodes.row("pick-line", number, mark(text, order)),
                Nodes.sentence(order.customer() + " · " + order.order().model(), "pick-words"),
                bar,
                last);
    }

    private String words(ListedOrder order) {
        return order.order().number() + ", " + text.get("orders.state." + order.state()) + ", " + counts(order);
    }

    private String counts(ListedOrder order) {
        return text.get("orders.released", order.released(), order.order().quantity());
    }

    private Optional<Node> due(ListedOrder order) {
        return order.planned().due().filter(_ -> order.closed().isEmpty()).map(day -> {
            var words = Times.day(day, text.locale());
            return order.isLate(model.today())
                    ? new Mark(Material2RoundMZ.WARNING, text.get("orders.late", words), Mark.Tone.WRONG)
                    : new Mark(Material2RoundAL.EVENT, text.get("orders.due", words), Mark.Tone.NEUTRAL);
        });
    }

    /// How much of the quantity is released.
    static ProgressBar bar(ListedOrder order) {
        var bar = new ProgressBar(order.done());
        bar.getStyleClass().addAll("order-bar", "wide-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setFocusTraversable(false);
        return bar;
    }

    static Mark mark(WindowText text, ListedOrder order) {
        var word = text.get("orders.state." + order.state());
        return switch (order.state()) {
            case OPEN -> new Mark(Material2RoundMZ.PLAY_CIRCLE_OUTLINE, word, Mark.Tone.ACCENT);
            case FULL -> new Mark(Material2RoundAL.DONE_ALL, word, Mark.Tone.GOOD);
            case CLOSED -> new Mark(Material2RoundAL.LOCK, word, Mark.Tone.NEUTRAL);
        };
    }
}
