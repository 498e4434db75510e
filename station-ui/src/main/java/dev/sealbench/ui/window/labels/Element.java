package dev.sealbench.ui.window.labels;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// One thing on a label, as it was typed. Not safe to share between threads; needs no toolkit.
final class Element {

    private static final String NUMBER = "-?[0-9]{1,4}([.,][0-9]{0,6})?";

    private final ElementKind kind;
    private final Map<Part, String> typed = new EnumMap<>(Part.class);

    Element(ElementKind kind) {
        this.kind = kind;
    }

    ElementKind kind() {
        return kind;
    }

    /// What was typed; a number has a point.
    String text(Part part) {
        return typed.getOrDefault(part, "");
    }

    void put(Part part, String value) {
        typed.put(
                part,
                switch (part) {
                    case TEXT, CODE, LOGO -> value;
                    case LANGUAGE, FACE, ALIGN -> value.toUpperCase(Locale.ROOT); // as people may write them
                    case DASHED -> value.toLowerCase(Locale.ROOT);
                    default -> value.strip().replace(',', '.');
                });
    }

    /// Whether a number that is needed is none.
    boolean isWrong(Part part) {
        return part.isNumber() && !isNumber(text(part));
    }

    static boolean isNumber(String typed) {
        return typed.matches(NUMBER);
    }
}
