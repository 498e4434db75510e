package dev.sealbench.ui.window;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One slot: its number, whose unit stands there, and what goes on. FX thread only.
final class SlotTile extends VBox {

    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");

    private final WindowText text;
    private final int slot;
    private final Label serial = Nodes.label("", "tile-serial");
    private final Label elapsed = Nodes.label("", "tile-elapsed");
    private final VBox body = new VBox();
    private final RunPane run;
    private SlotState state = new SlotState.Idle();
    private boolean target;

    /// @param chosen called when the person touches the tile
    SlotTile(WindowText text, int slot, Runnable chosen) {
        this.text = text;
        this.slot = slot;
        this.run = new RunPane(text);
        getStyleClass().add("tile");
        setAccessibleRole(AccessibleRole.BUTTON);
        setOnMouseClicked(_ -> chosen.run());
        setMinWidth(0);
        elapsed.setMinWidth(USE_PREF_SIZE);
        var number = Nodes.label(Integer.toString(slot), "tile-number");
        number.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(number, serial, Nodes.spacer(), elapsed);
        head.getStyleClass().add("tile-head");
        body.getStyleClass().add("tile-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
        show(state);
    }

    void show(SlotState next) {
        state = next;
        serial.setText(next.serial().map(SerialNumber::printed).orElse(""));
        switch (next) {
            case SlotState.Idle() -> showFree();
            case SlotState.Ready _ -> fill(ready());
            case SlotState.Running running -> {
                fill(run);
                run.show(running.progress());
            }
            case SlotState.Finished finished -> fill(new FinishedPane(text, finished));
        }
        elapsed.setText(finishedAfter());
        describe();
    }

    /// Marks the tile that the next scan goes to.
    void showTarget(boolean isTarget) {
        target = isTarget;
        pseudoClassStateChanged(TARGET, isTarget);
        if (state instanceof SlotState.Idle) {
            showFree();
        }
        describe();
    }

    /// Moves the clock of a run on.
    void tick(Instant now) {
        if (state instanceof SlotState.Running running) {
            elapsed.setText(text.elapsed(Duration.between(running.since(), now)));
        }
    }

    private String finishedAfter() {
        return switch (state) {
            case SlotState.Idle _, SlotState.Ready _ -> "";
            case SlotState.Running _ -> elapsed.getText();
            case SlotState.Finished finished -> text.elapsed(finished.outcome().took());
        };
    }

    private void showFree() {
        fill(Nodes.label(text.get(target ? "slot.idle.target" : "slot.idle"), "free"));
    }

    private VBox ready() {
        var ready = new VBox(
                Nodes.label(text.get("slot.ready"), "ready-word"), Nodes.sentence(text.get("slot.ready.hint"), "next"));
        ready.getStyleClass().add("ready");
        return ready;
    }

    private void fill(Node node) {
        if (!body.getChildren().equals(List.of(node))) {
            body.getChildren().setAll(node);
            VBox.setVgrow(node, Priority.ALWAYS);
        }
    }

    private void describe() {
        var words = Stream.concat(Stream.of(text.get("slot.name", slot), serial.getText()), said())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        setAccessibleText(words);
        setAccessibleHelp(text.get("slot.select"));
    }

    private Stream<String> said() {
        return switch (state) {
            case SlotState.Idle _ -> Stream.of(text.get(target ? "slot.idle.target" : "slot.idle"));
            case SlotState.Ready _ -> Stream.of(text.get("slot.ready"));
            case SlotState.Running running ->
                Stream.of(text.of(running.progress().step()));
            case SlotState.Finished finished -> ended(finished.outcome());
        };
    }

    private Stream<String> ended(Outcome outcome) {
        return Stream.of(text.of(Verdict.of(outcome)), text.what(outcome), text.next(outcome));
    }
}
