package dev.sealbench.ui.window.releases;

import dev.sealbench.core.release.ReleaseCheck;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Sheet;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// What is looked at before a release is believed, each with what came of it, and at the end one sentence. FX thread
/// only.
final class CheckList {

    private final WindowText text;
    private final Node root;

    /// @param done called for the button at the end
    CheckList(WindowText text, CheckRun run, Runnable done) {
        this.text = text;
        var title = Nodes.sentence(text.get("releases.checking", run.of()), "release-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        var head = Nodes.row("pick-line", title);
        var card = Nodes.column("sheet-card", head);
        run.end().ifPresent(said -> {
            var notice = new Notice();
            notice.show(Optional.of(said.words(text)));
            var ok = Nodes.button(Material2RoundAL.CHECK, text.get("releases.done"), done, "checks-done");
            head.getChildren().add(ok);
            card.getChildren().add(notice); // above the checks: seen without scrolling
            Focus.give(ok);
        });
        for (var check : ReleaseCheck.values()) {
            card.getChildren().add(line(check, run.stand(check)));
        }
        root = Sheet.scroll(card);
    }

    Node node() {
        return root;
    }

    private HBox line(ReleaseCheck check, CheckRun.Stand stand) {
        var name = Nodes.sentence(text.get("releases.check." + check), "check-name");
        var what = Nodes.sentence(text.get("releases.check." + check + ".what"), "check-what");
        var words = Nodes.column("check-words", name, what);
        HBox.setHgrow(words, Priority.ALWAYS);
        var came = Nodes.label(text.get("releases.stands." + stand), "check-stand");
        var line = Nodes.row("check-line", icon(stand), words, came);
        line.getStyleClass()
                .add("stands-" + stand.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return line;
    }

    private static Node icon(CheckRun.Stand stand) {
        return switch (stand) {
            case PASSED -> Nodes.icon(Material2RoundAL.CHECK_CIRCLE, "check-icon");
            case FAILED -> Nodes.icon(Material2RoundAL.CANCEL, "check-icon");
            case NOT_YET -> Nodes.icon(Material2RoundMZ.RADIO_BUTTON_UNCHECKED, "check-icon");
            case NOW -> {
                var turning = new ProgressIndicator();
                turning.getStyleClass().add("check-turning");
                yield turning;
            }
        };
    }
}
