package dev.sealbench.ui.window.quality;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.parts.Chips;
import dev.sealbench.ui.window.parts.Choices;
import dev.sealbench.ui.window.parts.Days;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/// Which days and which work order. FX thread only.
final class FilterBar extends FlowPane {

    private final Chips<Span> spans;
    private final DatePicker first;
    private final DatePicker last;
    private final HBox days;
    private final ComboBox<Optional<String>> order;
    private boolean showing;

    FilterBar(QualityText text, QualityView.Actions actions) {
        spans = new Chips<>(List.of(Span.values()), span -> text.get(span.key()), actions::span);
        first = Days.picker(text.words());
        last = Days.picker(text.words());
        order = Choices.of(
                number -> number.map(each -> text.get("order", each)).orElseGet(() -> text.get("order.all")));
        first.setAccessibleText(text.get("from"));
        last.setAccessibleText(text.get("to"));
        order.setAccessibleText(text.get("order.help"));
        Stream.of(first, last, order).forEach(control -> control.getStyleClass().add("entry-control"));
        days = Nodes.row("filter-days", first, Nodes.label(text.get("to"), "filter-word"), last);
        getStyleClass().add("filter-bar");
        Slices.fill(this, spans, days, order);
        Stream.of(first, last).forEach(picker -> picker.valueProperty().subscribe(_ -> chosen(actions)));
        order.valueProperty().subscribe(number -> {
            if (!showing && number != null) {
                actions.order(number);
            }
        });
    }

    void show(QualityFilter filter, LocalDate today, List<String> orders) {
        showing = true;
        spans.mark(filter.span());
        Nodes.present(days, filter.span() == Span.OTHER);
        first.setValue(filter.firstDay(today));
        last.setValue(filter.lastDay(today));
        var choices = Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        Stream.concat(orders.stream(), filter.workOrder().stream())
                                .distinct()
                                .map(Optional::of))
                .toList();
        if (!choices.equals(order.getItems())) {
            order.getItems().setAll(choices);
        }
        order.setValue(filter.workOrder());
        showing = false;
    }

    private void chosen(QualityView.Actions actions) {
        if (!showing && first.getValue() != null && last.getValue() != null) {
            actions.days(first.getValue(), last.getValue());
        }
    }
}
