package dev.sealbench.ui.window.export;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Notice;
import java.text.NumberFormat;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// An export that goes on: records that are written, of how many. FX thread only.
final class ExportProgress extends VBox {

    private final WindowText text;
    private final Label percent = Nodes.label("", "progress-percent");
    private final Label what = Nodes.sentence("", "progress-what");
    private final Label folder = Nodes.sentence("", "progress-folder");
    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Button cancel;
    private final Notice notice = new Notice();

    ExportProgress(WindowText text, Runnable cancel) {
        this.text = text;
        this.cancel = Nodes.button(Material2RoundAL.CANCEL, text.get("export.cancel"), cancel, "export-cancel");
        bar.getStyleClass().add("export-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        getStyleClass().addAll("sheet-card", "export-progress");
        getChildren().addAll(notice, percent, bar, what, folder, this.cancel);
    }

    void show(ExportState.Running running) {
        boolean counted = running.total() > 0;
        double part = counted ? (double) running.done() / running.total() : ProgressBar.INDETERMINATE_PROGRESS;
        bar.setProgress(part);
        percent.setText(
                counted
                        ? NumberFormat.getPercentInstance(text.locale()).format(Math.floor(part * 100) / 100)
                        : text.get("export.counting"));
        what.setText(counted ? text.get("export.written", running.done(), running.total()) : "");
        Nodes.present(what, counted);
        bar.setAccessibleText(percent.getText() + ". " + what.getText());
        folder.setText(running.folder().toString());
        cancel.setDisable(running.cancelling());
        cancel.setText(text.get(running.cancelling() ? "export.cancelling" : "export.cancel"));
        if (running.closing()) {
            notice.wrong(text.get("export.closing"));
        } else {
            notice.clear();
        }
    }
}
