package dev.sealbench.ui.window.unit;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.unit.UnitModel.Deciding;
import dev.sealbench.ui.window.unit.UnitModel.Proof;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// One unit: headline, what can be done with it, and its three parts. FX thread only.
final class UnitPane extends BorderPane {

    private final UnitText text;
    private final UnitModel model;
    private final UnitFile file;
    private final ReceiptTab receipt;
    private final List<Node> tabs;
    private final ToggleGroup group = new ToggleGroup();
    private final HBox decisions = Nodes.row("unit-decisions");
    private final DecisionForm form;

    UnitPane(UnitText text, UnitModel model, UnitFile file, Consumer<SerialNumber> reprint) {
        this.text = text;
        this.model = model;
        this.file = file;
        this.form = new DecisionForm(text, model);
        this.receipt = new ReceiptTab(text, file, model::verify);
        this.tabs = List.of(
                Looks.scrolled(new HistoryTab(text, file)),
                Looks.scrolled(receipt),
                Looks.scrolled(new PapersTab(text, file)));
        getStyleClass().add("unit-pane");
        setTop(Nodes.column("unit-head", title(reprint), facts(), form, bar()));
        group.selectToggle(group.getToggles().get(model.tab()));
        setCenter(tabs.get(model.tab()));
    }

    void show(Proof proof) {
        receipt.show(proof);
    }

    void show(Deciding deciding) {
        Nodes.present(decisions, deciding instanceof Deciding.Nothing);
        form.show(deciding);
    }

    private HBox title(Consumer<SerialNumber> reprint) {
        var row = Nodes.row(
                "unit-title",
                Nodes.label(file.serial().printed(), "unit-serial"),
                Looks.chip(text, file.state()),
                Nodes.spacer());
        if (model.mayReprint() && hasLabels()) {
            row.getChildren()
                    .add(Nodes.button(
                            Material2RoundMZ.PRINT,
                            text.get("reprint"),
                            () -> reprint.accept(file.serial()),
                            "unit-reprint"));
        }
        return row;
    }

    private boolean hasLabels() {
        return file.state().isOnTheWay() && file.state().compareTo(UnitState.RECORDED) >= 0;
    }

    private VBox facts() {
        var unit = file.history().unit();
        return Nodes.column(
                "unit-facts",
                Nodes.sentence(text.say(file.state()), "unit-say"),
                Nodes.sentence(
                        text.get("facts", file.model(), file.customer(), unit.workOrder(), text.at(unit.changed())),
                        "unit-about"));
    }

    private HBox bar() {
        var segments = Nodes.row(
                "unit-tabs",
                segment(text.get("tab.history"), 0, "left-pill"),
                segment(text.get("tab.receipt"), 1, "center-pill"),
                segment(text.get("tab.papers"), 2, "right-pill"));
        if (model.mayDecide()) {
            Decision.about(file.state())
                    .forEach(decision -> decisions.getChildren().add(decide(decision)));
        }
        return Nodes.row("unit-bar", segments, Nodes.spacer(), decisions);
    }

    private ToggleButton segment(String word, int number, String place) {
        var segment = new ToggleButton(word);
        segment.getStyleClass().addAll("unit-tab", place);
        segment.setToggleGroup(group);
        segment.setMinWidth(USE_PREF_SIZE);
        segment.setOnAction(_ -> {
            segment.setSelected(true); // a second press does not unmark it
            model.showTab(number);
            setCenter(tabs.get(number));
        });
        return segment;
    }

    private Node decide(Decision decision) {
        var icon = switch (decision) {
            case QUARANTINE -> Material2RoundMZ.WARNING;
            case LIFT -> Material2RoundAL.CHECK_CIRCLE;
            case SCRAP -> Material2RoundAL.DELETE_FOREVER;
        };
        return Nodes.button(
                icon,
                text.get("decide." + decision.name()),
                () -> model.begin(decision),
                "decide",
                "decide-" + decision.name().toLowerCase(Locale.ROOT));
    }
}
