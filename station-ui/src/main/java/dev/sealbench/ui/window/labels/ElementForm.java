package dev.sealbench.ui.window.labels;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Choices;
import dev.sealbench.ui.window.parts.Entry;
import dev.sealbench.ui.window.parts.Sheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// What can be entered for one element, or for the label itself; under each field what is wrong with it. FX thread
/// only.
final class ElementForm {

    private static final List<String> LANGUAGES = List.of("EN", "NL", "DE");
    private static final List<String> FACES = List.of("SANS", "SANS_BOLD", "MONO", "MONO_BOLD");
    private static final List<String> ALIGNS = List.of("LEFT", "CENTRE", "RIGHT");
    private static final List<String> DASHES = List.of("false", "true");

    private final WindowText text;
    private final TemplateEdit edit;
    private final Function<Window, Optional<Path>> logo;
    private final TemplateDraft draft;
    private final int number;
    private final Element element;
    private final Map<Part, Entry> entries = new EnumMap<>(Part.class);
    private final Label title = Nodes.sentence("", "card-heading");
    private final VBox whole = Nodes.column("element-wrong");
    private final Label logoWords = Nodes.sentence("", "entry-hint");
    private final Label logoWrong;
    private final Node root;

    ElementForm(WindowText text, TemplateEdit edit, ElementWords words, Function<Window, Optional<Path>> logo) {
        this.text = text;
        this.edit = edit;
        this.logo = logo;
        this.draft = edit.draft();
        this.number = edit.picked();
        this.element = draft.element(number);
        this.logoWrong = Nodes.sentence(text.get("labels.logo.wrong"), "entry-wrong");
        var card = Nodes.column("sheet-card", title, whole);
        card.getStyleClass().add("element-form");
        if (number == TemplateDraft.LABEL) {
            add(Part.WIDTH, number(Part.WIDTH, words));
            add(Part.HEIGHT, number(Part.HEIGHT, words));
            add(Part.LANGUAGE, choice(Part.LANGUAGE, LANGUAGES));
            card.getChildren().add(Sheet.pair(entries.get(Part.WIDTH), entries.get(Part.HEIGHT)));
            card.getChildren().addAll(entries.get(Part.LANGUAGE), logoLine());
        } else {
            element.kind().parts().forEach(part -> add(part, control(part, words)));
            card.getChildren().addAll(rows());
            card.getChildren().add(bottom());
        }
        root = Sheet.scroll(card);
    }

    Node node() {
        return root;
    }

    boolean isOf(TemplateDraft other, int picked) {
        return draft == other
                && number == picked
                && (number == TemplateDraft.LABEL
                        || number < draft.elements().size() && draft.element(number) == element);
    }

    void show(ElementWords words, Findings findings) {
        title.setText(words.name(number));
        entries.forEach((part, entry) -> entry.show(findings.at(number, part)));
        whole.getChildren()
                .setAll(findings.atNoPart(number).stream()
                        .map(sentence -> {
                            var said = Nodes.sentence(sentence, "entry-wrong");
                            said.setGraphic(Nodes.icon(Material2RoundAL.ERROR));
                            return said;
                        })
                        .toList());
        Nodes.present(whole, !whole.getChildren().isEmpty());
        logoWords.setText(text.get(draft.hasLogo() ? "labels.logo.there" : "labels.logo.none"));
        Nodes.present(logoWrong, edit.isLogoRefused());
    }

    private void add(Part part, Control control) {
        control.setId("part-" + part.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        entries.put(part, new Entry(text.get("labels.part." + part), control, ""));
    }

    private Control control(Part part, ElementWords words) {
        return switch (part) {
            case CODE -> choice(Part.CODE, edit.words().codes());
            case FACE -> choice(Part.FACE, FACES);
            case ALIGN -> choice(Part.ALIGN, ALIGNS);
            case DASHED -> choice(Part.DASHED, DASHES);
            default -> number(part, words);
        };
    }

    private TextField number(Part part, ElementWords words) {
        var field = new TextField(part.isNumber() ? words.number(element, part) : element.text(part));
        field.textProperty().addListener((_, _, typed) -> edit.put(number, part, typed));
        return field;
    }

    private ComboBox<String> choice(Part part, List<String> values) {
        ComboBox<String> box = Choices.of(value -> text.get("labels.value." + part + "." + value));
        box.getItems().setAll(values);
        box.setValue(element.text(part));
        box.valueProperty().addListener((_, _, chosen) -> edit.put(number, part, chosen));
        return box;
    }

    /// What needs words over the whole width, the rest in pairs.
    private List<Node> rows() {
        var rows = new ArrayList<Node>();
        var small = new ArrayList<Entry>();
        for (var part : element.kind().parts()) {
            if (part == Part.TEXT || part == Part.CODE) {
                rows.add(entries.get(part));
            } else {
                small.add(entries.get(part));
            }
        }
        for (int i = 0; i < small.size(); i += 2) {
            rows.add(i + 1 < small.size() ? Sheet.pair(small.get(i), small.get(i + 1)) : small.get(i));
        }
        return rows;
    }

    private Node bottom() {
        var remove = Nodes.button(
                Material2RoundAL.DELETE, text.get("labels.remove"), () -> edit.remove(number), "remove-element");
        return element.kind() == ElementKind.TEXT
                ? Nodes.row("buttons", insert(), remove)
                : Nodes.row("buttons", remove);
    }

    /// Puts a field or a caption where the caret stands.
    private MenuButton insert() {
        var button = new MenuButton(text.get("labels.insert"), Nodes.icon(Material2RoundAL.ADD));
        button.setMinWidth(MenuButton.USE_PREF_SIZE);
        button.getStyleClass().add("insert");
        var language = draft.element(TemplateDraft.LABEL).text(Part.LANGUAGE);
        for (var field : edit.words().fields()) {
            button.getItems().add(inserting("‹" + text.get("labels.field." + field) + "›", "{" + field + "}"));
        }
        edit.words().captions().getOrDefault(language, Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(
                        caption -> button.getItems().add(inserting(caption.getValue(), "{#" + caption.getKey() + "}")));
        return button;
    }

    private MenuItem inserting(String words, String placed) {
        var item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> {
            var field = (TextField) entries.get(Part.TEXT).control();
            int caret = field.getCaretPosition();
            field.insertText(caret, placed);
            field.requestFocus(); // marks all of it
            field.positionCaret(caret + placed.length());
        });
        return item;
    }

    private Node logoLine() {
        var choose = Nodes.button(
                Material2RoundAL.IMAGE,
                text.get("labels.logo.choose"),
                () -> logo.apply(root().getScene().getWindow()).ifPresent(edit::setLogo),
                "choose-logo");
        var remove = Nodes.button(
                Material2RoundAL.DELETE,
                text.get("labels.logo.remove"),
                () -> edit.setLogo(Optional.empty()),
                "remove-logo");
        var name = Nodes.sentence(text.get("labels.part.LOGO"), "entry-caption");
        return Nodes.column("entry", name, logoWords, logoWrong, Nodes.row("buttons", choose, remove));
    }

    private Node root() {
        return root;
    }
}
