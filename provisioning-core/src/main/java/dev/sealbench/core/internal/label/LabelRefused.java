package dev.sealbench.core.internal.label;

/// Thrown when something may not or cannot stand on a label: a character that the font lacks, a control
/// character, a text that is too long, a number whose check digit is wrong.
///
/// Names the field and never its value, which may be hostile or secret.
public final class LabelRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    LabelRefused(String field, String reason) {
        super("%s cannot be printed: %s".formatted(field, reason));
        this.field = field;
    }

    /// Which field of the label, as people call it.
    public String field() {
        return field;
    }
}
