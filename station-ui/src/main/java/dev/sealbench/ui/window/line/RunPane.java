package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The inside of a tile while a run goes on: step, steps as a bar, counts, time left; or the label that is to be
/// scanned. FX thread only.
final class RunPane extends VBox {

    private static final PseudoClass WANTED = PseudoClass.getPseudoClass("wanted");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final LineText text;
    private final Label step = Nodes.label("", "run-step");
    private final Label number = Nodes.label("", "run-number");
    private final Label inside = Nodes.label("", "run-inside");
    private final Label left = Nodes.label("", "run-left");
    private final Label remark = Nodes.sentence("", "run-remark");
    private final Label hint = Nodes.sentence("", "run-hint");
    private final StepBar bar = new StepBar();

    RunPane(LineText text) {
        this.text = text;
        getStyleClass().add("run");
        var first = Nodes.row("run-line", step, Nodes.spacer(), left);
        var second = Nodes.row("run-line", number, Nodes.spacer(), inside);
        getChildren().addAll(first, bar, second, remark, hint);
        hint.setText(text.scanBack().hint());
    }

    void show(SlotState.Running running) {
        var wanted = running.wanted();
        pseudoClassStateChanged(WANTED, wanted.isPresent());
        pseudoClassStateChanged(
                WRONG, wanted.isPresent() && wanted.get().complaint().isPresent());
        var progress = running.progress();
        step.setText(wanted.map(text.scanBack()::prompt).orElseGet(() -> text.of(progress.step())));
        remark.setText(wanted.map(text.scanBack()::remark).orElse(""));
        for (var node : List.of(bar, number, inside)) {
            Nodes.present(node, wanted.isEmpty());
        }
        Nodes.present(remark, wanted.isPresent());
        // beside a complaint there is no room in the smallest tiles
        Nodes.present(hint, wanted.isPresent() && wanted.get().complaint().isEmpty());
        step.setGraphic(running.wanted().isPresent() ? Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER, "run-icon") : null);
        number.setText(
                running.stopping()
                        ? text.get("progress.stopping")
                        : text.get("progress.step", progress.number(), Progress.STEPS));
        inside.setText(text.inside(progress));
        bar.show(progress);
        bar.setAccessibleText(number.getText());
    }

    void tick(SlotState.Running running, Instant now, TimeLeft timeLeft) {
        boolean waits = running.wanted().isPresent() || running.stopping();
        var inStep = Duration.between(running.stepSince(), now);
        left.setText(
                waits
                        ? ""
                        : timeLeft.of(running.progress(), inStep)
                                .map(text::left)
                                .orElse(""));
    }
}
