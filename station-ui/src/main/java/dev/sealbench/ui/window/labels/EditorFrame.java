package dev.sealbench.ui.window.labels;

import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Sheet;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// What both forms have around them: headline, leave, save, what the station says, and the question what becomes of
/// what is not saved. FX thread only.
final class EditorFrame {

    private final WindowText text;
    private final LabelsModel model;
    private final Button save;
    private final Button leave;
    private final Notice notice = new Notice();
    private final VBox question;
    private final Button keep;
    private final VBox root;
    private boolean wasAsked;

    EditorFrame(WindowText text, LabelsModel model, String heading, Node content) {
        this.text = text;
        this.model = model;
        save = Nodes.button(Material2RoundMZ.SAVE, text.get("labels.save"), model::save, "accent", "save-template");
        leave = Nodes.button(Material2RoundAL.ARROW_BACK, text.get("labels.leave"), model::leave, "leave");
        keep = Nodes.button(
                Material2RoundAL.EDIT, text.get("labels.keep"), model::keepEditing, "accent", "keep-editing");
        var drop = Nodes.button(
                Material2RoundAL.DELETE, text.get("labels.throw-away"), model::throwAway, "danger", "throw-away");
        question = Nodes.column(
                "closing",
                Nodes.sentence(text.get("labels.unsaved"), "card-heading"),
                Nodes.row("buttons", keep, drop));
        root = Nodes.column("sheet", Sheet.headline(heading, leave, save), question, notice, content);
        VBox.setVgrow(content, Priority.ALWAYS);
    }

    Node node() {
        return root;
    }

    /// @param wrong how many things are wrong
    void show(int wrong, boolean waiting) {
        Nodes.present(question, model.isAsked());
        if (model.isAsked() && !wasAsked) {
            Focus.give(keep);
        }
        wasAsked = model.isAsked();
        save.setDisable(!model.maySave());
        leave.setDisable(model.isBusy() || model.isAsked());
        if (model.said().isPresent()) {
            notice.show(model.said().map(said -> said.words(text)));
        } else if (wrong > 0) {
            notice.wrong(text.get("labels.wrong.count", wrong));
        } else if (waiting) {
            notice.good(text.get("labels.checking"));
        } else {
            notice.good(text.get(model.maySave() ? "labels.good" : "labels.unchanged"));
        }
    }
}
