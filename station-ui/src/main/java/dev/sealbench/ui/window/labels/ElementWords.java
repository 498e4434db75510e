package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelTemplateWords;
import dev.sealbench.ui.window.WindowText;
import java.text.DecimalFormatSymbols;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What elements are called in one language. Needs no toolkit.
final class ElementWords {

    private static final Pattern PLACE = Pattern.compile("\\{(#?)([a-z0-9-]{1,32})}");

    private final WindowText text;
    private final TemplateDraft draft;
    private final LabelTemplateWords words;
    private final Map<String, String> captions;

    ElementWords(WindowText text, TemplateDraft draft, LabelTemplateWords words) {
        this.text = text;
        this.draft = draft;
        this.words = words;
        this.captions =
                words.captions().getOrDefault(draft.element(TemplateDraft.LABEL).text(Part.LANGUAGE), Map.of());
    }

    /// What a person calls it: a text by what it says.
    String name(int number) {
        if (number == TemplateDraft.LABEL) {
            return text.get("labels.the-label");
        }
        var element = draft.element(number);
        return switch (element.kind()) {
            case TEXT -> readable(element.text(Part.TEXT));
            case CODE -> code(element.text(Part.CODE));
            case RATINGS, LINE, LOGO -> text.get("labels.element." + element.kind());
        };
    }

    /// A value of the unit.
    String field(String name) {
        return text.get("labels.field." + name);
    }

    String code(String name) {
        return name.isEmpty() ? text.get("labels.element.CODE") : text.get("labels.code." + name);
    }

    /// A number as people here write it.
    String number(Element element, Part part) {
        var point = DecimalFormatSymbols.getInstance(text.locale()).getDecimalSeparator();
        return element.text(part).replace('.', point);
    }

    private String readable(String template) {
        return PLACE.matcher(template).replaceAll(place -> {
            var name = place.group(2);
            boolean known = place.group(1).isEmpty() && words.fields().contains(name);
            var said = known ? "‹" + field(name) + "›" : captions.getOrDefault(name, place.group());
            return Matcher.quoteReplacement(said);
        });
    }
}
