package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import dev.sealbench.core.internal.label.LabelElement.Line;
import dev.sealbench.core.internal.label.LabelElement.Picture;
import dev.sealbench.core.internal.label.LabelElement.Text;
import dev.sealbench.core.internal.label.LabelTemplate.Item;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Fills a template with the values of one unit, each checked on its way in. One object makes one layout; if it gives
/// up, it wipes the secrets that it was given.
final class TemplateLayout {

    private static final int MAX_CHARACTERS = 80;

    private final LabelTemplate template;
    private final LabelFields fields;
    private final LabelFonts fonts;
    private final PrintableText printable;
    private final List<LabelElement> elements = new ArrayList<>();

    TemplateLayout(LabelTemplate template, LabelFields fields, LabelFonts fonts) {
        this.template = template;
        this.fields = fields;
        this.fonts = fonts;
        this.printable = new PrintableText(fonts);
    }

    /// @throws LabelRefused naming the field that cannot be printed or is too wide for its place
    LabelLayout make() throws LabelRefused {
        boolean done = false;
        try {
            for (var item : template.items()) {
                put(item);
            }
            done = true;
            return layout();
        } catch (TemplateRefused e) {
            throw new LabelRefused("template", e.getMessage());
        } finally {
            if (!done) {
                layout().close();
            }
        }
    }

    /// Lays out what can be, and tells why the rest cannot.
    TemplateDraft draft() {
        var origins = new ArrayList<Integer>();
        var findings = new ArrayList<LabelTemplateFinding>();
        for (int number = 0; number < template.items().size(); number++) {
            var refused = refused(template.items().get(number));
            if (refused.isPresent()) {
                findings.add(refused.get().of(List.of(number)));
                drop(origins.size());
            }
            while (origins.size() < elements.size()) {
                origins.add(number);
            }
        }
        return new TemplateDraft(layout(), List.copyOf(origins), List.copyOf(findings));
    }

    private Optional<LabelTemplateFinding> refused(Item item) {
        try {
            put(item);
            return Optional.empty();
        } catch (TemplateRefused e) {
            return Optional.of(e.finding());
        } catch (LabelRefused e) {
            return Optional.of(new LabelTemplateFinding(e.problem(), List.of(), e.field(), e.getMessage()));
        } catch (IllegalArgumentException e) { // a size that is none: TextStyle and LabelBox say so in words
            return Optional.of(new LabelTemplateFinding(Problem.SIZE, List.of(), "", e.getMessage()));
        }
    }

    /// Takes elements back, and wipes what they own.
    private void drop(int from) {
        var dropped = elements.subList(from, elements.size());
        new LabelLayout("", 0, 0, dropped).close();
        dropped.clear();
    }

    private LabelLayout layout() {
        return new LabelLayout(
                template.kind().name().toLowerCase(Locale.ROOT), template.widthMm(), template.heightMm(), elements);
    }

    private void put(Item item) throws LabelRefused, TemplateRefused {
        switch (item) {
            case Item.Text text -> put(text);
            case Item.Ratings ratings -> put(ratings);
            case Item.Code code -> put(code);
            case Item.Line line ->
                elements.add(
                        new Line(new LabelBox(line.xMm(), line.yMm(), line.widthMm(), line.heightMm()), line.dashed()));
            case Item.LogoPlace place ->
                elements.add(
                        new Picture(new LabelBox(place.xMm(), place.yMm(), place.widthMm(), place.heightMm()), logo()));
        }
    }

    private Logo logo() throws TemplateRefused {
        if (template.logo() == null) {
            throw new TemplateRefused(Problem.LOGO_MISSING, "", "it places a logo and has none");
        }
        return template.logo();
    }

    private void put(Item.Code item) throws TemplateRefused {
        var content = fields.code(item.code())
                .orElseThrow(() -> new TemplateRefused(
                        Problem.CODE_FOREIGN, item.code(), "there is no code " + item.code() + " on this label"));
        var box = new LabelBox(item.xMm(), item.yMm(), item.sideMm(), item.sideMm());
        elements.add(new Code(box, fields.symbology(item.code()), content));
    }

    private void put(Item.Text item) throws LabelRefused, TemplateRefused {
        var text = TemplateText.parse(item.text());
        var style = new TextStyle(item.face(), item.sizePt(), item.align());
        var place = new LabelBox(item.xMm(), item.yMm(), item.widthMm(), style.lineHeightMm());
        var names = text.fields();
        if (names.size() == 1 && fields.isSecret(names.getFirst())) {
            secret(names.getFirst(), place, style, text);
            return;
        }
        boolean empty = !names.isEmpty();
        var whole = new StringBuilder();
        for (var part : text.parts()) {
            var value = value(part);
            whole.append(value);
            empty &= !(part instanceof TemplateText.Part.Field) || value.isEmpty();
        }
        if (!empty) {
            plain(names.isEmpty() ? "caption" : names.getLast(), place, style, whole.toString());
        }
    }

    private void secret(String name, LabelBox place, TextStyle style, TemplateText text)
            throws LabelRefused, TemplateRefused {
        if (text.parts().size() != 1) {
            throw new TemplateRefused(Problem.SECRET_NOT_ALONE, name, "{%s} stands alone in its text".formatted(name));
        }
        var secret = fields.secret(name);
        elements.add(new Text(place, style, new Hidden(secret)));
        requireFits(name, place, secret.reveal(lent -> fonts.widthMm(style, CharBuffer.wrap(lent))));
    }

    private String value(TemplateText.Part part) throws LabelRefused, TemplateRefused {
        return switch (part) {
            case TemplateText.Part.Words(var words) -> words;
            case TemplateText.Part.Caption(var key) ->
                template.language()
                        .find(key)
                        .orElseThrow(() -> new TemplateRefused(
                                Problem.CAPTION_UNKNOWN, key, "there is no caption {#%s}".formatted(key)));
            case TemplateText.Part.Field(var name) -> {
                var value = fields.plain(name)
                        .orElseThrow(() -> new TemplateRefused(
                                fields.isSecret(name) ? Problem.SECRET_NOT_ALONE : Problem.FIELD_UNKNOWN,
                                name,
                                "there is no field {%s} that may stand in this text".formatted(name)));
                boolean mayBeEmpty = name.equals("reprint") || name.equals("contact-2");
                yield value.isEmpty() && mayBeEmpty ? "" : printable.check(name, value, MAX_CHARACTERS);
            }
        };
    }

    private void put(Item.Ratings item) throws LabelRefused {
        var nameStyle = new TextStyle(Typeface.SANS, item.sizePt(), TextStyle.Align.LEFT);
        var valueStyle = new TextStyle(Typeface.SANS_BOLD, item.sizePt(), TextStyle.Align.LEFT);
        double y = item.yMm();
        for (var rating : fields.ratings()) {
            if (!rating.name().isEmpty()) {
                var place = new LabelBox(item.xMm(), y, item.nameWidthMm() - 1, nameStyle.lineHeightMm());
                plain("rating name", place, nameStyle, rating.name());
            }
            var place = new LabelBox(
                    item.xMm() + item.nameWidthMm(),
                    y,
                    Math.max(0, item.widthMm() - item.nameWidthMm()),
                    valueStyle.lineHeightMm());
            plain("rating", place, valueStyle, rating.value());
            y += item.pitchMm();
        }
    }

    private void plain(String name, LabelBox place, TextStyle style, String text) throws LabelRefused {
        var checked = printable.check(name, text, 2 * MAX_CHARACTERS);
        requireFits(name, place, fonts.widthMm(style, checked));
        elements.add(new Text(place, style, new Plain(checked)));
    }

    private static void requireFits(String name, LabelBox place, double widthMm) throws LabelRefused {
        if (widthMm > place.widthMm() + 0.01) {
            throw LabelRefused.tooWide(name, place.widthMm());
        }
    }
}
