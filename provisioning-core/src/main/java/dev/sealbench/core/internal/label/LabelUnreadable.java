package dev.sealbench.core.internal.label;

/// Thrown when a finished label does not say what it should: a code in its picture reads as something else
/// or not at all, elements overlap, ink lies where none belongs. Such a label must not be printed.
public final class LabelUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String label;

    LabelUnreadable(String label, String reason) {
        super("%s label is not readable: %s".formatted(label, reason));
        this.label = label;
    }

    /// Which label: `plate`, `access` or `recovery`.
    public String label() {
        return label;
    }
}
