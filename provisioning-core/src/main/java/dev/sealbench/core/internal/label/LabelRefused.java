package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding.Problem;
import java.util.Locale;

/// Thrown when something may not or cannot stand on a label: a character that the font lacks, a control
/// character, a text that is too long, a number whose check digit is wrong.
///
/// Names the field and never its value, which may be hostile or secret.
public final class LabelRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final Problem problem;

    LabelRefused(String field, String reason) {
        this(field, reason, Problem.NOT_PRINTABLE);
    }

    private LabelRefused(String field, String reason, Problem problem) {
        super("%s cannot be printed: %s".formatted(field, reason));
        this.field = field;
        this.problem = problem;
    }

    /// A text that is wider than its place.
    static LabelRefused tooWide(String field, double hasMm) {
        var reason = String.format(Locale.ROOT, "wider than the %.0f mm it has", hasMm);
        return new LabelRefused(field, reason, Problem.TOO_WIDE);
    }

    /// Which field of the label, as people call it.
    public String field() {
        return field;
    }

    /// What is wrong with it.
    Problem problem() {
        return problem;
    }
}
