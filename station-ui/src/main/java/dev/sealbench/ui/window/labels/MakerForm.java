package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.labels.MakerDraft.Field;
import dev.sealbench.ui.window.parts.Entry;
import dev.sealbench.ui.window.parts.Sheet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What labels say of the maker, being changed, beside the plate that it makes. FX thread only.
final class MakerForm {

    private static final int RATING_LINES = 8;

    private final WindowText text;
    private final LabelsModel model;
    private final Map<Field, Entry> entries = new EnumMap<>(Field.class);
    private final Preview preview;
    private final EditorFrame frame;

    MakerForm(WindowText text, LabelsModel model) {
        this.text = text;
        this.model = model;
        var card = Nodes.column("sheet-card");
        for (var field : Field.values()) {
            var control = control(field);
            control.setId("maker-" + field.name().toLowerCase(Locale.ROOT));
            entries.put(
                    field,
                    new Entry(text.get("labels.maker." + field), control, text.get("labels.maker.hint." + field)));
            card.getChildren().add(entries.get(field));
        }
        preview = new Preview(text.get("labels.preview"), _ -> {});
        var right = Nodes.column("editor-right", preview, Nodes.sentence(text.get("labels.maker.when"), "entry-hint"));
        VBox.setVgrow(preview, Priority.ALWAYS);
        frame = new EditorFrame(text, model, text.get("labels.maker.heading"), Sheet.pair(Sheet.scroll(card), right));
    }

    Node node() {
        return frame.node();
    }

    void show() {
        var findings = model.maker().report().map(LabelTemplateReport::findings).orElse(List.of());
        for (var field : Field.values()) {
            entries.get(field)
                    .show(findings.stream()
                            .filter(finding -> field(finding).equals(Optional.of(field)))
                            .findFirst()
                            .map(this::sentence));
        }
        model.maker().report().ifPresent(report -> preview.show(report, TemplateDraft.LABEL, List.of()));
        frame.show(findings.size(), model.maker().isWaiting());
    }

    private TextInputControl control(Field field) {
        TextInputControl control = field == Field.RATINGS ? new TextArea() : new TextField();
        if (control instanceof TextArea area) {
            area.setPrefRowCount(RATING_LINES);
            area.getStyleClass().add("ratings-lines");
        }
        control.setText(model.makerDraft().text(field));
        control.textProperty().addListener((_, _, typed) -> model.put(field, typed));
        return control;
    }

    /// The label calls them as templates do (docs/labels.md). Whatever has no field of its own came with the ratings:
    /// only they change how much stands on a plate.
    private static Optional<Field> field(LabelTemplateFinding finding) {
        return switch (finding.about()) {
            case "maker", "model" -> Optional.of(Field.NAME);
            case "contact-1" -> Optional.of(Field.ADDRESS);
            case "contact-2" -> Optional.of(Field.CONTACT);
            case "policy" -> Optional.of(Field.POLICY);
            default -> Optional.of(Field.RATINGS);
        };
    }

    private String sentence(LabelTemplateFinding finding) {
        return switch (finding.problem()) {
            case TOO_WIDE -> text.get("labels.maker.wrong.wide");
            case NOT_PRINTABLE -> text.get("labels.maker.wrong.print");
            default -> text.get("labels.maker.wrong.other", finding.text());
        };
    }
}
