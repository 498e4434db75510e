package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Nodes;
import java.time.Duration;
import java.time.Instant;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The inside of a tile while a run goes on: step, steps as a bar, counts, time left; or the label that is to be
/// scanned. FX thread only.
final class RunPane extends VBox {

    private static final PseudoClass WANTED = PseudoClass.getPseudoClass("wanted");

    private final LineText text;
    private final Label step = Nodes.label("", "run-step");
    private final Label number = Nodes.label("", "run-number");
    private final Label inside = Nodes.label("", "run-inside");
    private final Label left = Nodes.label("", "run-left");
    private final StepBar bar = new StepBar();

    RunPane(LineText text) {
        this.text = text;
        getStyleClass().add("run");
        var first = Nodes.row("run-line", step, Nodes.spacer(), left);
        var second = Nodes.row("run-line", number, Nodes.spacer(), inside);
        getChildren().addAll(first, bar, second);
    }

    void show(SlotState.Running running) {
        pseudoClassStateChanged(WANTED, running.wanted().isPresent());
        var progress = running.progress();
        step.setText(running.wanted().map(text::scanLabel).orElseGet(() -> text.of(progress.step())));
        step.setGraphic(running.wanted().isPresent() ? Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER, "run-icon") : null);
        inside.setText(running.stopping() ? "" : text.inside(progress));
        bar.show(progress);
        bar.setAccessibleText(stage(running));
    }

    void tick(SlotState.Running running, Instant now, TimeLeft timeLeft) {
        boolean waits = running.wanted().isPresent() || running.stopping();
        var inStep = Duration.between(running.stepSince(), now);
        number.setText(stage(running) + "  \u00b7  " + text.elapsed(Duration.between(running.since(), now)));
        left.setText(
                waits
                        ? ""
                        : timeLeft.of(running.progress(), inStep)
                                .map(text::left)
                                .orElse(""));
    }

    private String stage(SlotState.Running running) {
        return running.stopping()
                ? text.get("progress.stopping")
                : text.get("progress.step", running.progress().number(), Progress.STEPS);
    }
}
