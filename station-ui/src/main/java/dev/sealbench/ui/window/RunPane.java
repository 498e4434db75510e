package dev.sealbench.ui.window;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The inside of a tile while a run goes on: step, count, bar. FX thread only.
final class RunPane extends VBox {

    private final WindowText text;
    private final Label step = Nodes.label("", "run-step");
    private final Label number = Nodes.label("", "run-number");
    private final Label inside = Nodes.label("", "run-inside");
    private final ProgressBar bar = new ProgressBar(0);

    RunPane(WindowText text) {
        this.text = text;
        getStyleClass().add("run");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setFocusTraversable(false);
        getChildren().addAll(step, bar, new HBox(number, Nodes.spacer(), inside));
    }

    void show(Progress progress) {
        step.setText(text.of(progress.step()));
        number.setText(text.get("progress.step", progress.number(), Progress.STEPS));
        inside.setText(text.inside(progress));
        bar.setProgress(progress.fraction());
        bar.setAccessibleText(number.getText());
    }
}
