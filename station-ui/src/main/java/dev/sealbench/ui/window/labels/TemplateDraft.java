package dev.sealbench.ui.window.labels;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sealbench.core.LabelKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A template while it is being changed: texts as they were typed. The station says what is wrong with it; here is only
/// known what is no number. Not safe to share between threads; needs no toolkit.
final class TemplateDraft {

    /// Where the label itself stands among the elements.
    static final int LABEL = -1;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LEAST_SIDE = 20;
    private static final int MOST_SIDE = 200;

    private final LabelKind kind;
    private final Element label = new Element(ElementKind.LOGO); // its width and height are the paper's
    private final List<Element> elements = new ArrayList<>();
    private Optional<JsonNode> logo = Optional.empty();

    private TemplateDraft(LabelKind kind) {
        this.kind = kind;
    }

    /// @throws IllegalArgumentException when it is no template
    static TemplateDraft of(String json) {
        try {
            var root = JSON.readTree(json);
            var draft = new TemplateDraft(
                    LabelKind.valueOf(root.path("kind").asText().toUpperCase(Locale.ROOT)));
            for (var part : List.of(Part.LANGUAGE, Part.WIDTH, Part.HEIGHT)) {
                draft.label.put(part, root.path(part.json()).asText());
            }
            draft.logo = Optional.ofNullable(root.get("logo")).filter(node -> !node.isNull());
            for (var item : root.path("items")) {
                var element = new Element(ElementKind.of(item.path("type").asText()));
                element.kind()
                        .parts()
                        .forEach(
                                part -> element.put(part, item.path(part.json()).asText()));
                draft.elements.add(element);
            }
            return draft;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no template: " + e.getOriginalMessage(), e);
        }
    }

    /// The template; only when [#isComplete].
    String json() {
        var root = JSON.createObjectNode();
        root.put("kind", kind.name());
        root.put(Part.LANGUAGE.json(), label.text(Part.LANGUAGE));
        put(root, label, Part.WIDTH);
        put(root, label, Part.HEIGHT);
        logo.ifPresent(dots -> root.set("logo", dots));
        var items = root.putArray("items");
        for (var element : elements) {
            var item = items.addObject();
            item.put("type", element.kind().json());
            element.kind().parts().forEach(part -> put(item, element, part));
        }
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, Element element, Part part) {
        var typed = element.text(part);
        if (part.isNumber()) {
            node.put(part.json(), new BigDecimal(typed));
        } else if (part == Part.DASHED) {
            node.put(part.json(), Boolean.parseBoolean(typed));
        } else {
            node.put(part.json(), typed);
        }
    }

    /// Whether every number is one: only then there is anything to draw.
    boolean isComplete() {
        boolean numbers = elements.stream()
                .allMatch(element -> element.kind().parts().stream().noneMatch(element::isWrong));
        return numbers && isPaper(Part.WIDTH) && isPaper(Part.HEIGHT);
    }

    /// Whether a side of the paper is one that labels have.
    boolean isPaper(Part side) {
        return !label.isWrong(side)
                && Double.parseDouble(label.text(side)) >= LEAST_SIDE
                && Double.parseDouble(label.text(side)) <= MOST_SIDE;
    }

    LabelKind kind() {
        return kind;
    }

    /// The element with this number, or the label itself.
    Element element(int number) {
        return number == LABEL ? label : elements.get(number);
    }

    /// All but the label itself.
    List<Element> elements() {
        return elements;
    }

    boolean hasLogo() {
        return logo.isPresent();
    }

    void setLogo(Optional<LogoDots> dots) {
        logo = dots.map(some -> {
            var node = JSON.createObjectNode().put("widthDots", some.widthDots());
            some.rows().forEach(node.putArray("rows")::add);
            return node;
        });
    }

    boolean has(ElementKind wanted) {
        return elements.stream().anyMatch(element -> element.kind() == wanted);
    }

    /// Whether this code stands on it.
    boolean hasCode(String code) {
        return elements.stream()
                .anyMatch(element -> element.kind() == ElementKind.CODE
                        && element.text(Part.CODE).equals(code));
    }
}
