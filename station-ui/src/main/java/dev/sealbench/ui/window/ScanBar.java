package dev.sealbench.ui.window;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The scan field, the Provision button and the sentence that answers the last action. FX thread only.
final class ScanBar extends VBox {

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final WindowText text;
    private final TextField field = new TextField();
    private final Label target = Nodes.label("", "scan-target");
    private final Button provision = new Button();
    private final Label notice;

    /// @param scanned takes what was read when the scanner ends it with Enter; never empty
    /// @param start called for the Provision button
    ScanBar(WindowText text, Consumer<String> scanned, Runnable start) {
        this.text = text;
        this.notice = Nodes.sentence(text.get("scan.first"), "notice");
        field.getStyleClass().add("scan-field");
        field.setPromptText(text.get("scan.prompt"));
        field.setAccessibleText(text.get("scan.help"));
        field.setTextFormatter(new TextFormatter<>(ScanBar::onlyWhatALabelHolds));
        field.setOnAction(_ -> take(scanned));
        HBox.setHgrow(field, Priority.ALWAYS);
        provision.getStyleClass().addAll("provision", "accent");
        provision.setFocusTraversable(false);
        provision.setMinWidth(USE_PREF_SIZE);
        provision.setAccessibleHelp(text.get("provision.help"));
        provision.setOnAction(_ -> start.run());
        var key = Nodes.label(text.get("provision.key"), "key");
        provision.setGraphic(key);
        provision.setContentDisplay(ContentDisplay.RIGHT);
        target.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(field, target, provision);
        line.getStyleClass().add("scan-line");
        getChildren().addAll(line, notice);
        showReady(0);
    }

    /// The node that every key goes to.
    TextField field() {
        return field;
    }

    void showTarget(Optional<Integer> slot) {
        target.setText(
                slot.map(number -> text.get("scan.target", number)).orElseGet(() -> text.get("scan.target.none")));
    }

    /// Tells how many units Provision would start.
    void showReady(int units) {
        provision.setDisable(units == 0);
        provision.setText(units == 0 ? text.get("provision.none") : text.get("provision.count", units));
    }

    /// Answers what the person did.
    ///
    /// @param refused whether it was not done
    void answer(String sentence, boolean refused) {
        notice.setText(sentence);
        notice.setGraphic(refused ? Nodes.icon("refused") : null);
        notice.pseudoClassStateChanged(REFUSED, refused);
    }

    private void take(Consumer<String> scanned) {
        var read = field.getText().strip();
        field.clear();
        if (!read.isEmpty()) {
            scanned.accept(read);
        }
    }

    private static TextFormatter.Change onlyWhatALabelHolds(TextFormatter.Change change) {
        // a scanner may send control characters before and after the code
        change.setText(change.getText().replaceAll("\\p{Cntrl}", ""));
        return change.getControlNewText().length() > Bench.MOST_CHARACTERS ? null : change;
    }
}
