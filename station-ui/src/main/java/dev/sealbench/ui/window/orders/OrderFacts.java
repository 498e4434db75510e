package dev.sealbench.ui.window.orders;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Sheet;
import dev.sealbench.ui.window.parts.Times;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// What a work order asks for, in names and values. FX thread only.
final class OrderFacts {

    private static final int SHORT_DIGEST = 12;

    private final WindowText text;
    private final List<VBox> facts = new ArrayList<>();

    private OrderFacts(WindowText text) {
        this.text = text;
    }

    /// Of one that was opened.
    static Node of(WindowText text, ListedOrder listed) {
        var facts = new OrderFacts(text);
        facts.whole(listed.planned(), listed.customer(), listed.version());
        facts.add("opened", Times.moment(listed.opened(), ZoneId.systemDefault(), text.locale()));
        listed.closed().ifPresent(at -> facts.add("closed", Times.moment(at, ZoneId.systemDefault(), text.locale())));
        return facts.inPairs();
    }

    /// Of one that is about to be opened.
    static Node of(WindowText text, PlannedOrder planned, String customer, String version) {
        var facts = new OrderFacts(text);
        facts.whole(planned, customer, version);
        return facts.inPairs();
    }

    private void whole(PlannedOrder planned, String customer, String version) {
        var order = planned.order();
        add("customer", customer);
        add("device-class", text.get("orders.value.device-class", order.model(), order.hardwareRevision()));
        add(
                "release",
                text.get("orders.value.release", version, order.release().hex().substring(0, SHORT_DIGEST)));
        add("quantity", text.get("orders.number", order.quantity()));
        add("serials", serials(order));
        add("gtin", order.gtin().digits());
        add("start", day(planned.start()));
        add("due", day(planned.due()));
        add("csms", order.ocpp().csmsUrl());
        add("profile", text.get("orders.value.profile." + order.ocpp().securityProfile()));
        add(
                "identity",
                order.ocpp().identityPrefix().isEmpty()
                        ? text.get("orders.value.identity-plain")
                        : text.get("orders.value.identity", order.ocpp().identityPrefix()));
        add(
                "support",
                text.get(
                        "orders.value.support",
                        order.support().featureYears(),
                        order.support().securityYears()));
        add(
                "retention",
                text.get(
                        "orders.value.retention." + order.retention().policy(),
                        order.retention().days()));
        add("labels", labels(planned));
    }

    private String labels(PlannedOrder planned) {
        return Stream.of(LabelKind.values())
                .map(kind -> text.get(
                        "orders.value.template.of",
                        text.get("orders.field." + TemplateNames.field(kind)),
                        TemplateNames.words(text, planned.templates().getOrDefault(kind, TemplateNames.LATEST))))
                .collect(Collectors.joining(" · "));
    }

    private static String serials(WorkOrder order) {
        return ListedOrder.serials(order.serials());
    }

    private String day(Optional<LocalDate> day) {
        return day.map(some -> Times.day(some, text.locale())).orElseGet(() -> text.get("orders.value.no-day"));
    }

    private void add(String name, String value) {
        facts.add(Sheet.fact(text.get("orders.fact." + name), value));
    }

    private VBox inPairs() {
        var rows = Nodes.column("facts");
        for (int i = 0; i < facts.size(); i += 2) {
            var right = i + 1 < facts.size() ? facts.get(i + 1) : new VBox();
            rows.getChildren().add(Sheet.pair(facts.get(i), right));
        }
        return rows;
    }
}
