package dev.sealbench.ui.window.unit;

import dev.sealbench.core.Fault;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.unit.UnitModel.Deciding;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// Asks a lead for the reason of a decision, in place. FX thread only.
final class DecisionForm extends VBox {

    private static final int MOST_CHARACTERS = 256;

    private final UnitText text;
    private final UnitModel model;
    private final TextField reason = new TextField();
    private boolean open;

    DecisionForm(UnitText text, UnitModel model) {
        this.text = text;
        this.model = model;
        getStyleClass().addAll("card", "decision-form");
        reason.getStyleClass().add("reason-field");
        reason.setPromptText(text.get("decide.reason"));
        reason.setAccessibleText(text.get("decide.reason"));
        reason.setTextFormatter(new TextFormatter<>(change -> {
            change.setText(change.getText().replaceAll("\\p{Cntrl}", " "));
            return change.getControlNewText().length() > MOST_CHARACTERS ? null : change;
        }));
        HBox.setHgrow(reason, Priority.ALWAYS);
        Nodes.present(this, false);
    }

    void show(Deciding deciding) {
        switch (deciding) {
            case Deciding.Nothing() -> {
                open = false;
                Nodes.present(this, false);
            }
            case Deciding.Asking(var decision, var refused) -> fill(decision, refused, false);
            case Deciding.Working(var decision) -> fill(decision, Optional.empty(), true);
        }
    }

    private void fill(Decision decision, Optional<Fault> refused, boolean working) {
        if (!open) {
            reason.clear();
            Focus.give(reason);
        }
        open = true;
        var confirm = Nodes.button(
                Material2RoundAL.CHECK,
                text.get("decide." + decision.name()),
                () -> model.decide(reason.getText().strip()),
                decision == Decision.SCRAP ? "danger" : "accent",
                "decide-confirm");
        confirm.disableProperty().bind(reason.textProperty().map(typed -> typed.isBlank() || working));
        reason.setDisable(working);
        reason.setOnAction(_ -> confirm.fire());
        var cancel = Nodes.button(Material2RoundAL.CLOSE, text.get("decide.cancel"), model::cancel, "decide-cancel");
        cancel.setCancelButton(true);
        getChildren()
                .setAll(
                        Nodes.sentence(text.get("decide." + decision.name() + ".ask"), "decision-ask"),
                        Nodes.row("decision-row", reason, confirm, cancel));
        refused.ifPresent(fault -> {
            var sentence = Nodes.sentence(text.of(fault), "refusal");
            sentence.setGraphic(Nodes.icon(Material2RoundAL.BLOCK));
            getChildren().add(sentence);
        });
        Nodes.present(this, true);
    }
}
