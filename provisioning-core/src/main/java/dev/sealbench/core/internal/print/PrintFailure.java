package dev.sealbench.core.internal.print;

/// A label is not, or not surely, on paper. The message is a clause for a person: `printer P is out of paper`.
public final class PrintFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is known of the paper.
    public enum Outcome {
        /// Nothing was sent: there is no label.
        NOT_READY,
        /// Something was sent: there may be a label.
        IN_DOUBT,
        /// There is no label, and no printer's state is the reason.
        NOT_WRITTEN
    }

    private final Outcome outcome;

    PrintFailure(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    PrintFailure(Outcome outcome, String message) {
        this(outcome, message, null);
    }

    /// What is known of the paper.
    public Outcome outcome() {
        return outcome;
    }
}
