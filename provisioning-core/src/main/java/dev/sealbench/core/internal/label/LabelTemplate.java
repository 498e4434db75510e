package dev.sealbench.core.internal.label;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.core.LabelKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What stands where on one kind of label; what docs/labels.md calls a template. Read from JSON and checked as far as
/// it can be without a label: a finished one is checked by {@link TemplateCheck}.
///
/// Immutable.
///
/// @param kind of which label
/// @param language of the captions
/// @param widthMm of the paper, 20 to 200
/// @param heightMm of the paper, 20 to 200
/// @param logo drawn by a logo item; null when there is none
/// @param items 1 to 100, in the order in which they are drawn
public record LabelTemplate(
        LabelKind kind, Captions language, double widthMm, double heightMm, Logo logo, List<Item> items) {

    private static final int MAX_JSON = 200_000;
    private static final int MAX_ITEMS = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /// One thing on a label. Positions in millimetres from the upper left corner.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Item.Text.class, name = "text"),
        @JsonSubTypes.Type(value = Item.Ratings.class, name = "ratings"),
        @JsonSubTypes.Type(value = Item.Code.class, name = "code"),
        @JsonSubTypes.Type(value = Item.Line.class, name = "line"),
        @JsonSubTypes.Type(value = Item.LogoPlace.class, name = "logo")
    })
    public sealed interface Item {

        /// One line of text.
        ///
        /// @param text words, `{field}` and `{#caption}`; left out when all its fields are empty
        record Text(
                String text,
                double xMm,
                double yMm,
                double widthMm,
                Typeface face,
                double sizePt,
                TextStyle.Align align)
                implements Item {}

        /// The ratings of a plate, a line each: name and value.
        record Ratings(double xMm, double yMm, double nameWidthMm, double widthMm, double pitchMm, double sizePt)
                implements Item {}

        /// A code in a square, quiet zone included.
        ///
        /// @param code `gs1`, `wifi` or `identity`
        record Code(String code, double xMm, double yMm, double sideMm) implements Item {}

        /// A bar.
        record Line(double xMm, double yMm, double widthMm, double heightMm, boolean dashed) implements Item {}

        /// The template's logo.
        record LogoPlace(double xMm, double yMm, double widthMm, double heightMm) implements Item {}
    }

    /// @throws IllegalArgumentException with a sentence
    public LabelTemplate {
        require(kind != null && language != null && items != null, "kind, language and items are needed");
        require(widthMm >= 20 && widthMm <= 200 && heightMm >= 20 && heightMm <= 200, "paper has 20 to 200 mm a side");
        items = List.copyOf(items);
        require(!items.isEmpty() && items.size() <= MAX_ITEMS, "a label has 1 to %d items".formatted(MAX_ITEMS));
    }

    /// Reads a template.
    ///
    /// @throws TemplateRefused with what is wrong and where
    public static LabelTemplate parse(String json) throws TemplateRefused {
        if (json.length() > MAX_JSON) {
            throw new TemplateRefused("it is longer than %d characters".formatted(MAX_JSON));
        }
        try {
            var template = JSON.readValue(json, LabelTemplate.class);
            if (template == null) {
                throw new TemplateRefused("it is empty");
            }
            return template;
        } catch (JacksonException e) {
            var place = e.getLocation() == null
                    ? ""
                    : " (line %d)".formatted(e.getLocation().getLineNr());
            throw new TemplateRefused(e.getOriginalMessage().lines().findFirst().orElse("it is no JSON") + place);
        }
    }

    /// The template that is used where none was saved, as JSON.
    public static String builtIn(LabelKind kind) {
        var name = kind.name().toLowerCase(Locale.ROOT) + ".json";
        try (var in = LabelTemplate.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program was packed without " + name, e);
        }
    }

    /// The same, read.
    public static LabelTemplate standard(LabelKind kind) {
        try {
            return parse(builtIn(kind));
        } catch (TemplateRefused e) {
            throw new IllegalStateException("our own template of " + kind, e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
