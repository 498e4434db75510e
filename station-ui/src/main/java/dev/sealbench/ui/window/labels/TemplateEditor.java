package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelKind;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.PickList;
import dev.sealbench.ui.window.parts.Sheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// A template being changed: its elements as a table, the form of the one that was picked, and above it the label as
/// the station draws it. FX thread only.
final class TemplateEditor {

    private final WindowText text;
    private final LabelsModel model;
    private final Function<Window, Optional<Path>> logo;
    private final Preview preview;
    private final PickList<Row> table;
    private final MenuButton add;
    private final VBox form = new VBox();
    private final EditorFrame frame;
    private Optional<ElementForm> shown = Optional.empty();

    TemplateEditor(WindowText text, LabelsModel model, Function<Window, Optional<Path>> logo) {
        this.text = text;
        this.model = model;
        this.logo = logo;
        preview = new Preview(text.get("labels.preview"), number -> model.edit().pick(number));
        table = new PickList<>(
                TemplateEditor::card,
                TemplateEditor::spoken,
                row -> model.edit().pick(row.number()));
        add = new MenuButton(text.get("labels.add"), Nodes.icon(Material2RoundAL.ADD));
        add.getStyleClass().add("add-element");
        add.setMinWidth(MenuButton.USE_PREF_SIZE);
        add.setOnShowing(_ -> add.getItems().setAll(addable()));
        VBox.setVgrow(table, Priority.ALWAYS);
        var left = Nodes.column("editor-left", columns(), table, Nodes.row("buttons", add));
        var right = Nodes.column("editor-right", preview, form);
        VBox.setVgrow(form, Priority.ALWAYS);
        var base = model.edit().base();
        var heading = base.version() == 0
                ? text.get("labels.editing.own", text.get("labels.kind." + base.kind()))
                : text.get("labels.editing", text.get("labels.kind." + base.kind()), base.version());
        frame = new EditorFrame(text, model, heading, Sheet.pair(left, right));
        add.getItems().setAll(addable());
    }

    Node node() {
        return frame.node();
    }

    void show() {
        var draft = model.edit().draft();
        var words = new ElementWords(text, draft, model.edit().words());
        var findings = new Findings(text, draft, words, model.template().report());
        var wrong = IntStream.range(0, draft.elements().size())
                .filter(number -> findings.first(number).isPresent())
                .boxed()
                .toList();
        showRows(rows(words, findings));
        if (shown.filter(each -> each.isOf(draft, model.edit().picked())).isEmpty()) {
            shown = Optional.of(new ElementForm(text, model.edit(), words, logo));
            form.getChildren().setAll(shown.get().node());
        }
        shown.get().show(words, findings);
        model.template()
                .report()
                .ifPresent(report -> preview.show(report, model.edit().picked(), wrong));
        frame.show(findings.count(), model.template().isWaiting());
    }

    private void showRows(List<Row> now) {
        table.show(
                now,
                now.stream()
                        .filter(row -> row.number() == model.edit().picked())
                        .findFirst());
    }

    private HBox columns() {
        var row = row(Nodes.sentence(text.get("labels.column.element"), "column-name"));
        for (var name : List.of("x", "y", "width", "height")) {
            row.getChildren().add(cell(text.get("labels.column." + name), "column-name"));
        }
        row.getStyleClass().add("editor-columns");
        return row;
    }

    /// An element as the table has it.
    private record Row(int number, String name, List<String> numbers, Optional<String> wrong) {}

    private List<Row> rows(ElementWords words, Findings findings) {
        var all = new ArrayList<Row>();
        for (int number = TemplateDraft.LABEL;
                number < model.edit().draft().elements().size();
                number++) {
            var element = model.edit().draft().element(number);
            boolean label = number == TemplateDraft.LABEL;
            var numbers = List.of(
                    label ? "" : words.number(element, Part.X),
                    label ? "" : words.number(element, Part.Y),
                    words.number(element, first(element, Part.WIDTH, Part.SIDE)),
                    height(element, words));
            all.add(new Row(number, words.name(number), numbers, findings.first(number)));
        }
        return List.copyOf(all);
    }

    private static Node card(Row row) {
        var line = row(Nodes.sentence(row.name(), "element-name"));
        row.numbers().forEach(number -> line.getChildren().add(cell(number, "element-number")));
        var body = Nodes.column("pick-body", line);
        row.wrong().ifPresent(sentence -> {
            var said = Nodes.sentence(sentence, "entry-wrong");
            said.setGraphic(Nodes.icon(Material2RoundAL.ERROR));
            body.getChildren().add(said);
        });
        return body;
    }

    private static String spoken(Row row) {
        return row.name() + row.wrong().map(sentence -> ". " + sentence).orElse("");
    }

    private String height(Element element, ElementWords words) {
        return switch (element.kind()) {
            case TEXT, RATINGS -> text.get("labels.points", words.number(element, Part.SIZE));
            case CODE -> words.number(element, Part.SIDE);
            case LINE, LOGO -> words.number(element, Part.HEIGHT);
        };
    }

    private static Part first(Element element, Part one, Part other) {
        return element.kind().parts().contains(one) ? one : other;
    }

    private static HBox row(Label name) {
        HBox.setHgrow(name, Priority.ALWAYS);
        return Nodes.row("element-row", name);
    }

    private static Label cell(String words, String style) {
        return Nodes.label(words, "element-cell", style);
    }

    private List<MenuItem> addable() {
        var draft = model.edit().draft();
        var items = new ArrayList<MenuItem>();
        items.add(adding(text.get("labels.element.TEXT"), ElementKind.TEXT.fresh()));
        items.add(adding(text.get("labels.element.LINE"), ElementKind.LINE.fresh()));
        if (draft.hasLogo() && !draft.has(ElementKind.LOGO)) {
            items.add(adding(text.get("labels.element.LOGO"), ElementKind.LOGO.fresh()));
        }
        if (draft.kind() == LabelKind.PLATE && !draft.has(ElementKind.RATINGS)) {
            items.add(adding(text.get("labels.element.RATINGS"), ElementKind.RATINGS.fresh()));
        }
        for (var code : model.edit().words().codes()) {
            if (!draft.hasCode(code)) {
                var element = ElementKind.CODE.fresh();
                element.put(Part.CODE, code);
                items.add(adding(text.get("labels.code." + code), element));
            }
        }
        return items;
    }

    private MenuItem adding(String words, Element element) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> model.edit().add(element));
        return item;
    }
}
