package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelKind;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Chips;
import dev.sealbench.ui.window.parts.Mark;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.PickList;
import dev.sealbench.ui.window.parts.Sheet;
import dev.sealbench.ui.window.parts.Times;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The versions of one kind of label under each other, and beside them how the one that was picked looks. FX thread
/// only.
final class TemplateList {

    private final WindowText text;
    private final LabelsModel model;
    private final Notice notice = new Notice();
    private final Chips<LabelKind> kinds;
    private final PickList<ListedTemplate> picks;
    private final Preview preview;
    private final StackPane drawn = new StackPane();
    private final VBox facts = Nodes.column("facts");
    private final Button change;
    private final Button maker;
    private final HBox restart;
    private final GridPane both;
    private final StackPane place = new StackPane();
    private final VBox root;

    TemplateList(WindowText text, LabelsModel model) {
        this.text = text;
        this.model = model;
        kinds = new Chips<>(List.of(LabelKind.values()), kind -> text.get("labels.kind." + kind), model::look);
        picks = new PickList<>(this::card, this::spoken, template -> model.look(template.id()));
        preview = new Preview(text.get("labels.preview"), _ -> {});
        change = Nodes.button(
                Material2RoundAL.EDIT, text.get("labels.change"), model::begin, "accent", "change-template");
        maker = Nodes.button(Material2RoundAL.BUSINESS, text.get("labels.maker"), model::beginMaker, "change-maker");
        restart = Nodes.row(
                "labels-restart",
                Nodes.icon(Material2RoundMZ.REPLAY),
                Nodes.sentence(text.get("labels.maker.waits"), "labels-restart-words"));
        VBox.setVgrow(drawn, Priority.ALWAYS);
        var card = Nodes.column("sheet-card", drawn, facts, Nodes.row("buttons", change));
        both = Sheet.pair(picks, card);
        root = Nodes.column("sheet", Sheet.headline(text.get("labels.heading"), kinds, maker), notice, restart, place);
        VBox.setVgrow(place, Priority.ALWAYS);
    }

    Node node() {
        return root;
    }

    void show() {
        notice.show(model.said().map(said -> said.words(text)));
        boolean waits = model.known().map(LabelsStation.Known::makerWaits).orElse(false);
        Nodes.present(restart, waits);
        maker.setDisable(model.isBusy() || model.known().isEmpty());
        change.setDisable(model.isBusy());
        var selected = model.selected();
        if (selected.isEmpty()) {
            place.getChildren()
                    .setAll(model.said().isEmpty() ? waiting("labels.waiting") : Sheet.retry(text, model::refresh));
            return;
        }
        kinds.mark(selected.get().kind());
        picks.show(
                model.templates().stream()
                        .filter(each -> each.kind() == selected.get().kind())
                        .toList(),
                selected);
        showDrawn();
        facts.getChildren().setAll(Sheet.fact(text.get("labels.orders"), orders(selected.get())));
        if (!place.getChildren().contains(both)) {
            place.getChildren().setAll(both);
        }
    }

    private void showDrawn() {
        model.template()
                .report()
                .ifPresentOrElse(
                        report -> {
                            preview.show(report, TemplateDraft.LABEL, List.of());
                            drawn.getChildren().setAll(preview);
                        },
                        () -> drawn.getChildren().setAll(waiting("labels.drawing")));
    }

    private String orders(ListedTemplate template) {
        if (!template.orders().isEmpty()) {
            return String.join(", ", template.orders());
        }
        return text.get(template.inUse() ? "labels.orders.others" : "labels.orders.none");
    }

    private Node waiting(String key) {
        return Nodes.row("waiting", new ProgressIndicator(), Nodes.sentence(text.get(key)));
    }

    private String version(ListedTemplate template) {
        return template.version() == 0 ? text.get("labels.own") : text.get("labels.version", template.version());
    }

    private String spoken(ListedTemplate template) {
        return version(template) + (template.inUse() ? ", " + text.get("labels.in-use") : "");
    }

    private Node card(ListedTemplate template) {
        var name = Nodes.sentence(version(template), "pick-name");
        HBox.setHgrow(name, Priority.ALWAYS);
        var line = Nodes.row("pick-line", name);
        if (template.inUse()) {
            line.getChildren().add(new Mark(Material2RoundAL.CHECK_CIRCLE, text.get("labels.in-use"), Mark.Tone.GOOD));
        }
        var body = Nodes.column("pick-body", line, Nodes.sentence(origin(template), "pick-words"));
        if (!template.orders().isEmpty()) {
            var orders = text.get("labels.named-by", String.join(", ", template.orders()));
            body.getChildren().add(Nodes.sentence(orders, "pick-words"));
        }
        return body;
    }

    private String origin(ListedTemplate template) {
        return template.saved()
                .map(at -> text.get(
                        "labels.saved-by", Times.moment(at, ZoneId.systemDefault(), text.locale()), template.person()))
                .orElseGet(() -> text.get("labels.own.words"));
    }
}
