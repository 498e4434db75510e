package dev.sealbench.ui.window.unit;

import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.UnitPapers.Kind;
import dev.sealbench.core.UnitPapers.Paper;
import dev.sealbench.ui.window.Nodes;
import java.util.Comparator;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Labels that were printed, void ones struck, and documents with their digests. FX thread only.
final class PapersTab extends VBox {

    private final UnitText text;
    private final UnitFile file;

    PapersTab(UnitText text, UnitFile file) {
        this.text = text;
        this.file = file;
        getStyleClass().add("papers");
        getChildren().add(Looks.halves(labels(), documents()));
    }

    private VBox labels() {
        var card = Looks.card(text.get("labels.title"));
        file.history().prints().stream()
                .sorted(Comparator.comparing(LabelPrint::kind)
                        .thenComparing(LabelPrint::copy, Comparator.reverseOrder()))
                .forEach(print -> card.getChildren().add(print(print)));
        if (file.history().prints().isEmpty()) {
            card.getChildren().add(Nodes.sentence(text.get("labels.none"), "card-text"));
        }
        return Nodes.column("papers-half", card);
    }

    private HBox print(LabelPrint print) {
        var state = print.voided().isPresent() ? "void" : print.confirmed().isPresent() ? "good" : "open";
        var name = Nodes.label(text.get("labels.print", text.of(print.kind()), print.copy()), "print-name");
        var word = Nodes.label(text.get("labels." + state), "print-word");
        word.setGraphic(Nodes.icon(icon(state)));
        var words = Nodes.column(
                "print-words",
                Nodes.row("print-head", name, Nodes.spacer(), word),
                Nodes.sentence(
                        text.get("labels.where", text.at(print.at()), file.nameOf(print.person())), "entry-who"));
        text.quoted(print.reason()).ifPresent(reason -> words.getChildren().add(Nodes.sentence(reason, "entry-why")));
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = Nodes.row("print", words);
        row.getStyleClass().add("print-" + state);
        return row;
    }

    private static Ikon icon(String state) {
        return switch (state) {
            case "void" -> Material2RoundAL.BLOCK;
            case "good" -> Material2RoundAL.CHECK_CIRCLE;
            default -> Material2RoundAL.HELP_OUTLINE;
        };
    }

    private VBox documents() {
        var card = Looks.card(text.get("documents.title"));
        file.papers().papers().forEach(paper -> card.getChildren().add(document(paper)));
        if (file.papers().papers().isEmpty()) {
            card.getChildren().add(Nodes.sentence(text.get("documents.none"), "card-text"));
        }
        return Nodes.column("papers-half", card);
    }

    private HBox document(Paper paper) {
        var name = text.get("document." + paper.kind().name());
        var words = Nodes.column(
                "print-words",
                Nodes.sentence(name, "print-name"),
                Nodes.sentence(
                        text.get("document.about", paper.sizeBytes(), UnitText.brief(paper.sha256())), "entry-who"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var copy = new Button(null, Nodes.icon(Material2RoundAL.CONTENT_COPY));
        copy.getStyleClass().add("copy");
        copy.setAccessibleText(text.get("document.copy", name));
        copy.setTooltip(new Tooltip(text.get("document.copy", name)));
        copy.setOnAction(_ -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, paper.sha256().hex())));
        return Nodes.row("print", Nodes.icon(icon(paper.kind()), "paper-icon"), words, copy);
    }

    private static Ikon icon(Kind kind) {
        return switch (kind) {
            case ORDER -> Material2RoundAL.DESCRIPTION;
            case CONFIRM -> Material2RoundAL.LOCK;
            case REVERT -> Material2RoundMZ.UNDO;
            case TRIAL_RECEIPT, FINAL_RECEIPT -> Material2RoundMZ.RECEIPT;
            case DEVICE_CERTIFICATE -> Material2RoundMZ.VERIFIED_USER;
        };
    }
}
