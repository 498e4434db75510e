package dev.sealbench.ui.window.export;

import dev.sealbench.core.ExportCheck;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.export.ExportState.Check;
import dev.sealbench.ui.window.parts.CopyButton;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Said;
import dev.sealbench.ui.window.parts.Sheet;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// A finished export: where it is, what lies in it, whether it is whole. FX thread only.
final class ExportResult {

    private final WindowText text;
    private final ExportView.Actions actions;
    private final ExportState.Finished finished;

    ExportResult(WindowText text, ExportView.Actions actions, ExportState.Finished finished) {
        this.text = text;
        this.actions = actions;
        this.finished = finished;
    }

    Node node() {
        return Nodes.column("export-result", summary(), buttons(), checked(), contents(), fingerprint());
    }

    /// What stands in large type is what is known last: that it is written, or that it is not whole.
    private HBox summary() {
        boolean isWrong = finished.check() instanceof Check.Looked(ExportCheck.Wrong _);
        var what =
                isWrong ? get("wrong.what") : get("finished", finished.summary().units());
        var words = Nodes.column(
                "result-words",
                Nodes.sentence(what, "result-what"),
                Nodes.sentence(finished.folder().toString(), "result-folder"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var icon = isWrong ? Material2RoundAL.ERROR : Material2RoundAL.CHECK_CIRCLE;
        var summary = Nodes.row("result-summary", Nodes.icon(icon, "result-icon"), words);
        summary.getStyleClass().add(isWrong ? "result-wrong" : "result-good");
        return summary;
    }

    private HBox buttons() {
        var check = Nodes.button(Material2RoundAL.FACT_CHECK, get("check"), actions::check, "accent", "export-check");
        check.setDisable(finished.check() instanceof Check.Looking);
        return Nodes.row(
                "export-buttons",
                check,
                Nodes.button(Material2RoundAL.FOLDER_OPEN, get("open"), actions::open, "export-open"),
                Nodes.spacer(),
                Nodes.button(Material2RoundAL.ADD, get("another"), actions::another, "export-another"));
    }

    private VBox checked() {
        var said = Nodes.column("export-checked");
        if (finished.notOpened()) {
            said.getChildren().add(wrong(get("open.failed")));
        }
        switch (finished.check()) {
            case Check.NotYet() -> {}
            case Check.Looking() -> said.getChildren().add(looking());
            case Check.Looked(ExportCheck.Sound(long files)) -> {
                var notice = new Notice();
                notice.good(get("sound", files));
                said.getChildren().addAll(notice, Nodes.sentence(get("sound.next"), "entry-hint"));
            }
            case Check.Looked(ExportCheck.Wrong(var path, var reason)) ->
                said.getChildren()
                        .addAll(
                                wrong(text.said(path.isEmpty() ? reason : path + ": " + reason)),
                                Nodes.sentence(get("wrong.next"), "entry-hint"));
            case Check.Failed(var why) -> said.getChildren().add(wrong(Said.sentence(text, why)));
        }
        Nodes.present(said, !said.getChildren().isEmpty());
        return said;
    }

    private HBox looking() {
        var turning = new ProgressIndicator();
        turning.setAccessibleText(get("checking"));
        return Nodes.row("waiting", turning, Nodes.sentence(get("checking")));
    }

    private VBox contents() {
        var summary = finished.summary();
        return Sheet.card(
                get("contents"),
                file("summary.pdf", get("contents.summary")),
                file("units.csv", get("contents.units", summary.units())),
                file("events.jsonl", get("contents.events", summary.events())),
                file("units/", get("contents.documents", summary.orders(), summary.receipts())),
                file("certificates/", get("contents.certificates")),
                file("log/", get("contents.log")),
                file("releases.jsonl", get("contents.releases")),
                file("manifest.json", get("contents.manifest")),
                file("README.txt", get("contents.readme")));
    }

    private static HBox file(String name, String words) {
        var what = Nodes.sentence(words, "file-what");
        HBox.setHgrow(what, Priority.ALWAYS);
        return Nodes.row("file-line", Nodes.label(name, "file-name"), what);
    }

    private VBox fingerprint() {
        var digest = finished.summary().manifest().hex();
        var shown = Nodes.sentence(digest.replaceAll("(.{8})(?=.)", "$1 "), "fingerprint");
        HBox.setHgrow(shown, Priority.ALWAYS);
        var copy = new CopyButton(text, get("copy"), get("copy.help"), () -> digest);
        return Sheet.card(
                get("fingerprint"),
                Nodes.sentence(get("fingerprint.hint"), "entry-hint"),
                Nodes.row("fingerprint-line", shown, copy));
    }

    private static Notice wrong(String sentence) {
        var notice = new Notice();
        notice.wrong(sentence);
        return notice;
    }

    private String get(String key, Object... arguments) {
        return text.get("export." + key, arguments);
    }
}
