package dev.sealbench.ui.window.scanback;

import dev.sealbench.core.ScanBack.Request;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Which code to scan, what was wrong with the scan before, whether the print is in doubt; and a way to say that there
/// is no label to scan. The scan itself needs no focus. FX thread only.
public final class ScanBackPanel extends VBox {

    private static final int MOST_CHARACTERS = 256;

    private final ScanBackText text;
    private final Label whose = Nodes.sentence("", "scanback-whose");
    private final Label prompt = Nodes.sentence("", "scanback-prompt");
    private final Label print = Nodes.sentence("", "scanback-print");
    private final Label wrong = Nodes.sentence("", "scanback-wrong");
    private final HBox doubt;
    private final VBox question;
    private final VBox reasons;
    private final TextField other = new TextField();
    private final Button missing;

    /// What a person can do but scan.
    ///
    /// @param didNotComeOut takes why there is no label to scan
    /// @param leaveWord what the button that leaves says
    /// @param leave goes away from the panel
    public record Actions(Consumer<String> didNotComeOut, String leaveWord, Runnable leave) {}

    public ScanBackPanel(ScanBackText text, Actions actions) {
        this.text = text;
        getStyleClass().add("scanback");
        setMaxHeight(USE_PREF_SIZE);
        wrong.setGraphic(Nodes.icon(Material2RoundAL.BLOCK));
        doubt = Nodes.row(
                "scanback-doubt",
                Nodes.icon(Material2RoundMZ.WARNING),
                grow(Nodes.column(
                        "scanback-doubt-words",
                        Nodes.sentence(text.doubt(), "scanback-doubt-title"),
                        Nodes.sentence(text.doubtNext(), "scanback-doubt-next"))));
        missing =
                Nodes.button(Material2RoundMZ.PRINT_DISABLED, text.get("missing"), () -> ask(true), "scanback-missing");
        var leave = Nodes.button(Material2RoundAL.CLOSE, actions.leaveWord(), actions.leave(), "scanback-leave");
        question = Nodes.column("scanback-question", Nodes.row("scanback-buttons", missing, Nodes.spacer(), leave));
        reasons = reasons(actions.didNotComeOut());
        var icon = Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER, "scanback-icon");
        var head = Nodes.row("scanback-head", icon, grow(Nodes.column("scanback-words", whose, prompt, print)));
        getChildren().addAll(head, wrong, doubt, question, reasons);
        ask(false);
    }

    /// Shows the question.
    ///
    /// @param place where the unit is, such as its slot
    public void show(String place, Request request) {
        var unit = request.serial().printed();
        whose.setText(place.isEmpty() ? unit : place + " · " + unit);
        prompt.setText(text.prompt(request));
        print.setText(text.print(request));
        wrong.setText(request.complaint()
                .map(complaint -> text.wrong(request, complaint))
                .orElse(""));
        Nodes.present(wrong, request.complaint().isPresent());
        Nodes.present(doubt, request.inDoubt());
        setAccessibleText(prompt.getText() + ". " + text.remark(request));
    }

    /// The question is new on the screen.
    public void begin() {
        ask(false);
        Focus.give(missing);
    }

    private void ask(boolean why) {
        Nodes.present(question, !why);
        Nodes.present(reasons, why);
        if (why) {
            other.clear();
            Focus.give(other);
        }
    }

    private VBox reasons(Consumer<String> taken) {
        var chips = new FlowPane();
        chips.getStyleClass().add("scanback-chips");
        for (var reason : text.reasons()) {
            var chip = new Button(reason);
            chip.getStyleClass().add("chip");
            chip.setMinWidth(Region.USE_PREF_SIZE);
            chip.setOnAction(_ -> taken.accept(reason));
            chips.getChildren().add(chip);
        }
        other.setPromptText(text.get("reason.other"));
        other.setAccessibleText(text.get("reason.other"));
        other.getStyleClass().add("reason-field");
        other.setTextFormatter(new TextFormatter<>(change -> {
            change.setText(change.getText().replaceAll("\\p{Cntrl}", " "));
            return change.getControlNewText().length() > MOST_CHARACTERS ? null : change;
        }));
        HBox.setHgrow(other, Priority.ALWAYS);
        var again = Nodes.button(Material2RoundMZ.PRINT, text.get("again"), () -> say(taken), "accent");
        again.disableProperty().bind(other.textProperty().map(String::isBlank));
        other.setOnAction(_ -> say(taken));
        var back = Nodes.button(Material2RoundAL.ARROW_BACK, text.get("back"), () -> ask(false), "scanback-back");
        return Nodes.column(
                "scanback-reasons",
                Nodes.sentence(text.get("why"), "scanback-why"),
                Nodes.sentence(text.get("why.next"), "scanback-why-next"),
                chips,
                Nodes.row("scanback-other", other, again),
                Nodes.row("scanback-buttons", back));
    }

    private void say(Consumer<String> taken) {
        if (!other.getText().isBlank()) {
            taken.accept(other.getText().strip());
        }
    }

    private static VBox grow(VBox column) {
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }
}
