package dev.sealbench.ui.window.reprint;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.reprint.ReprintModel.Problem;
import dev.sealbench.ui.window.reprint.ReprintModel.Stage;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.scanback.ScanBackPanel;
import dev.sealbench.ui.window.scanback.ScanBackText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The reprint page in one language. Only shows the model. FX thread only.
final class ReprintView {

    private static final int MOST_CHARACTERS = 64;
    /// After which the label may lie at the printer: it is scanned before another is printed.
    private static final Set<Fault> MAY_LIE_THERE =
            EnumSet.of(Fault.LABEL_IN_DOUBT, Fault.LABEL_NOT_SCANNED, Fault.LABEL_NOT_BELIEVED);

    private final WindowText text;
    private final ReprintModel model;
    private final StackPane root = new StackPane();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final ScanBackPanel panel;
    private final TextField field = new TextField();
    private ChoicePane choice;

    ReprintView(WindowText text, ReprintModel model) {
        this.text = text;
        this.model = model;
        this.panel = new ScanBackPanel(
                new ScanBackText(text),
                new ScanBackPanel.Actions(model::didNotComeOut, text.get("reprint.not-now"), model::notNow));
        root.getStyleClass().add("reprint");
        subscriptions.add(model.stage().subscribe(this::show));
        subscriptions.add(model.preview().subscribe(preview -> {
            if (choice != null) {
                choice.show(preview);
            }
        }));
    }

    Node node() {
        return root;
    }

    void focus() {
        Focus.give(field);
    }

    /// Hears no more of the model: another view has taken its place.
    void close() {
        subscriptions.forEach(Subscription::unsubscribe);
        leaveChoice();
    }

    private void show(Stage stage) {
        if (choice != null
                && stage instanceof Stage.Choosing same
                && same.unit().equals(choice.unit())) {
            choice.choose(same.kind());
            return;
        }
        leaveChoice();
        root.getChildren()
                .setAll(
                        switch (stage) {
                            case Stage.NoUnit(var problem) -> noUnit(problem);
                            case Stage.Opening _ -> waiting(text.get("reprint.opening"));
                            case Stage.Choosing(var unit, var kind) -> choosing(unit, kind);
                            case Stage.Working(var unit, var kind) ->
                                waiting(text.get(
                                        "reprint.working",
                                        text.of(kind),
                                        unit.serial().printed()));
                            case Stage.Asking asking -> {
                                panel.show("", asking.request());
                                panel.begin();
                                yield panel;
                            }
                            case Stage.Done(var unit, var print) -> done(unit, print);
                            case Stage.Failed failed -> failed(failed);
                        });
    }

    private void leaveChoice() {
        if (choice != null) {
            choice.close();
            choice = null;
        }
    }

    private Node choosing(LabelledUnit unit, LabelKind kind) {
        choice = new ChoicePane(text, model, unit);
        choice.choose(kind);
        choice.show(model.preview().get());
        return choice;
    }

    private VBox noUnit(Problem problem) {
        field.getStyleClass().setAll("text-input", "text-field", "reprint-search");
        field.clear();
        field.setPromptText(text.get("reprint.scan"));
        field.setAccessibleText(text.get("reprint.scan"));
        field.setTextFormatter(new TextFormatter<>(ReprintView::bounded));
        field.setOnAction(_ -> {
            if (!field.getText().isBlank()) {
                model.take(ScanRule.SERIAL.read(field.getText().strip().toCharArray()));
            }
        });
        var refusal = Nodes.sentence(said(problem), "reprint-refusal");
        refusal.setGraphic(Nodes.icon(Material2RoundAL.BLOCK));
        Nodes.present(refusal, !(problem instanceof Problem.None));
        focus();
        return card(
                Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER, "reprint-icon"),
                Nodes.sentence(text.get("reprint.which"), "reprint-title"),
                Nodes.sentence(text.get("reprint.which.next"), "reprint-next"),
                field,
                refusal);
    }

    private String said(Problem problem) {
        return switch (problem) {
            case Problem.None() -> "";
            case Problem.Unreadable(var why) -> text.get("scan.refused." + why.name());
            case Problem.Refused(var fault) -> text.what(fault) + ". " + text.next(fault);
        };
    }

    private static VBox waiting(String sentence) {
        var wheel = new ProgressIndicator();
        wheel.getStyleClass().add("reprint-wheel");
        return card(wheel, Nodes.sentence(sentence, "reprint-title"));
    }

    private VBox done(LabelledUnit unit, LabelPrint print) {
        var what = text.get("reprint.done.next", print.copy(), print.copy() - 1);
        var card = card(
                Nodes.icon(Material2RoundAL.CHECK_CIRCLE, "reprint-icon"),
                Nodes.sentence(text.get("reprint.done"), "reprint-title"),
                Nodes.sentence(named(unit, print.kind()), "reprint-about"),
                Nodes.sentence(what, "reprint-next"),
                Nodes.row(
                        "reprint-buttons",
                        Nodes.button(
                                Material2RoundMZ.QR_CODE_SCANNER,
                                text.get("reprint.another-unit"),
                                model::leaveUnit,
                                "accent"),
                        Nodes.button(
                                Material2RoundMZ.PRINT,
                                text.get("reprint.another-label"),
                                () -> model.another(unit, print.kind()))));
        card.getStyleClass().add("reprint-good");
        return card;
    }

    private VBox failed(Stage.Failed failed) {
        var buttons = Nodes.row("reprint-buttons");
        boolean mayLieThere = MAY_LIE_THERE.contains(failed.fault());
        if (mayLieThere) {
            buttons.getChildren()
                    .add(Nodes.button(
                            Material2RoundMZ.QR_CODE_SCANNER,
                            text.get("reprint.scan-back"),
                            model::scanBack,
                            "accent"));
        }
        var why = model.reason().get();
        var again = Nodes.button(Material2RoundMZ.PRINT, text.get("reprint.again"), () -> {
            model.another(failed.unit(), failed.kind());
            model.reason().set(why);
        });
        if (!mayLieThere) {
            again.getStyleClass().add("accent");
        }
        buttons.getChildren()
                .addAll(
                        again,
                        Nodes.button(
                                Material2RoundAL.CLOSE, text.get("reprint.another-unit"), model::leaveUnit, "leave"));
        var card = card(
                Nodes.icon(Material2RoundMZ.WARNING, "reprint-icon"),
                Nodes.sentence(text.what(failed.fault()), "reprint-title"),
                Nodes.sentence(named(failed.unit(), failed.kind()), "reprint-about"),
                Nodes.sentence(next(failed.fault()), "reprint-next"),
                buttons);
        var detail = text.detail(failed.detail());
        if (!detail.isEmpty()) {
            var places = card.getChildren();
            places.add(places.indexOf(buttons), Nodes.sentence(detail, "reprint-detail"));
        }
        card.getStyleClass().add("reprint-bad");
        return card;
    }

    /// On the line, a unit is run again; here it is not.
    private String next(Fault fault) {
        return switch (fault) {
            case LABEL_IN_DOUBT, LABEL_NOT_SCANNED, LABEL_NOT_BELIEVED -> text.get("reprint.may-lie-there");
            case LABEL_NOT_WRITTEN -> text.get("reprint.not-written");
            case PRINTER_NOT_READY -> text.get("reprint.not-ready");
            default -> text.next(fault);
        };
    }

    private String named(LabelledUnit unit, LabelKind kind) {
        return unit.serial().printed() + " · " + text.of(kind);
    }

    private static VBox card(Node... content) {
        var card = Nodes.column("reprint-card", content);
        card.setMaxHeight(VBox.USE_PREF_SIZE);
        for (var node : card.getChildren()) {
            if (node instanceof Label label) {
                label.setMaxWidth(Double.MAX_VALUE);
            }
        }
        return card;
    }

    private static TextFormatter.Change bounded(TextFormatter.Change change) {
        change.setText(change.getText().replaceAll("\\p{Cntrl}", ""));
        return change.getControlNewText().length() > MOST_CHARACTERS ? null : change;
    }
}
