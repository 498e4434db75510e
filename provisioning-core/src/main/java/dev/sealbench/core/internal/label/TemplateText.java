package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The text of a template's item: words, `{field}` and `{#caption}`.
///
/// Immutable.
///
/// @param parts in their order
record TemplateText(List<Part> parts) {

    private static final Pattern PLACE = Pattern.compile("\\{(#?)([a-z0-9-]{1,32})}");

    /// A piece of it.
    sealed interface Part {

        /// Words of the template itself.
        record Words(String text) implements Part {}

        /// A value of the unit.
        record Field(String name) implements Part {}

        /// One of our words, in the template's language.
        record Caption(String key) implements Part {}
    }

    /// @throws TemplateRefused when a brace does not belong to a field or caption
    static TemplateText parse(String text) throws TemplateRefused {
        var parts = new ArrayList<Part>();
        var place = PLACE.matcher(text);
        int at = 0;
        while (place.find()) {
            words(parts, text.substring(at, place.start()));
            parts.add(place.group(1).isEmpty() ? new Part.Field(place.group(2)) : new Part.Caption(place.group(2)));
            at = place.end();
        }
        words(parts, text.substring(at));
        if (parts.isEmpty()) {
            throw new TemplateRefused(Problem.TEXT_EMPTY, "", "a text says nothing");
        }
        return new TemplateText(List.copyOf(parts));
    }

    /// The names of its fields.
    List<String> fields() {
        return parts.stream()
                .filter(Part.Field.class::isInstance)
                .map(part -> ((Part.Field) part).name())
                .toList();
    }

    private static void words(List<Part> parts, String words) throws TemplateRefused {
        if (words.contains("{") || words.contains("}")) {
            throw new TemplateRefused(Problem.BRACES, "", "braces stand around a {field} or a {#caption} only");
        }
        if (!words.isEmpty()) {
            parts.add(new Part.Words(words));
        }
    }
}
