package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.scan.ScanRule;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Where a serial number is typed when a label cannot be scanned, and the sentence that answers the last scan. Scans
/// need no focus there. FX thread only.
final class ScanField extends HBox {

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final int MOST_CHARACTERS = 64;

    private final LineText text;
    private final LineModel model;
    private final TextField field = new TextField();
    private final Label notice = Nodes.sentence("", "notice");

    ScanField(LineText text, LineModel model) {
        this.text = text;
        this.model = model;
        getStyleClass().add("scan-line");
        field.getStyleClass().add("scan-field");
        field.setPromptText(text.get("scan.prompt"));
        field.setAccessibleText(text.get("scan.help"));
        field.setTextFormatter(new TextFormatter<>(ScanField::bounded));
        field.setOnAction(_ -> take());
        HBox.setHgrow(notice, Priority.ALWAYS);
        getChildren().addAll(field, notice);
    }

    void focus() {
        Focus.give(field);
    }

    void show(ScanAnswer answer) {
        notice.setText(text.of(answer));
        notice.setGraphic(Nodes.icon(answer.isRefused() ? Material2RoundAL.BLOCK : Material2RoundMZ.QR_CODE_SCANNER));
        notice.pseudoClassStateChanged(REFUSED, answer.isRefused());
    }

    private void take() {
        var typed = field.getText().strip();
        field.clear();
        if (!typed.isEmpty()) {
            model.takeTyped(ScanRule.SERIAL.read(typed.toCharArray()));
        }
    }

    private static TextFormatter.Change bounded(TextFormatter.Change change) {
        change.setText(change.getText().replaceAll("\\p{Cntrl}", ""));
        return change.getControlNewText().length() > MOST_CHARACTERS ? null : change;
    }
}
