package dev.sealbench.ui.window.labels;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The kinds of elements that a template has (docs/labels.md). The words are `labels.element.NAME`.
enum ElementKind {
    TEXT(Part.TEXT, Part.X, Part.Y, Part.WIDTH, Part.SIZE, Part.FACE, Part.ALIGN),
    CODE(Part.CODE, Part.X, Part.Y, Part.SIDE),
    RATINGS(Part.X, Part.Y, Part.NAME_WIDTH, Part.WIDTH, Part.PITCH, Part.SIZE),
    LINE(Part.X, Part.Y, Part.WIDTH, Part.HEIGHT, Part.DASHED),
    LOGO(Part.X, Part.Y, Part.WIDTH, Part.HEIGHT);

    /// What a new element has until somebody says otherwise.
    private static final Map<Part, String> FIRST = Map.ofEntries(
            Map.entry(Part.TEXT, "{serial}"),
            Map.entry(Part.CODE, ""),
            Map.entry(Part.X, "4"),
            Map.entry(Part.Y, "4"),
            Map.entry(Part.WIDTH, "30"),
            Map.entry(Part.HEIGHT, "0.2"),
            Map.entry(Part.SIDE, "20"),
            Map.entry(Part.NAME_WIDTH, "25"),
            Map.entry(Part.PITCH, "3.8"),
            Map.entry(Part.SIZE, "8"),
            Map.entry(Part.FACE, "SANS"),
            Map.entry(Part.ALIGN, "LEFT"),
            Map.entry(Part.DASHED, "false"));

    private final List<Part> parts;

    ElementKind(Part... parts) {
        this.parts = List.of(parts);
    }

    /// What is entered for it, in the order of the form.
    List<Part> parts() {
        return parts;
    }

    /// Its name in a template.
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ElementKind of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }

    /// A new one.
    Element fresh() {
        var element = new Element(this);
        parts.forEach(part -> element.put(part, FIRST.get(part)));
        if (this == LOGO) {
            element.put(Part.WIDTH, "10");
            element.put(Part.HEIGHT, "10");
        }
        return element;
    }
}
