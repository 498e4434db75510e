package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import java.util.List;

/// Thrown when a finished label does not say what it should: a code in its picture reads as something else
/// or not at all, elements overlap, ink lies where none belongs. Such a label must not be printed.
public final class LabelUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String label;
    private final transient LabelTemplateFinding finding;

    /// @param elements numbers of the layout's elements that it is about, the one to change first
    LabelUnreadable(String label, Problem problem, List<Integer> elements, String about, String reason) {
        super("%s label is not readable: %s".formatted(label, reason));
        this.label = label;
        this.finding = new LabelTemplateFinding(problem, elements, about, getMessage());
    }

    /// Which label: `plate`, `access` or `recovery`.
    public String label() {
        return label;
    }

    /// The same in parts; its items are elements of the layout.
    LabelTemplateFinding finding() {
        return finding;
    }
}
