package dev.sealbench.link;

/// What a charger is at the moment (security.md 2); one way only, from left to right.
public enum Lifecycle {
    /// The charger could not say: its factory data is missing, or the request was not understood.
    UNKNOWN("unknown"),
    /// No application runs; the boot ROM answers and takes orders.
    BLANK("blank"),
    /// An order was executed; it can still be confirmed or reverted.
    TRIAL("on trial"),
    /// For good one customer's charger.
    LOCKED("locked");

    private final String text;

    Lifecycle(String text) {
        this.text = text;
    }

    /// The word for sentences: "blank".
    @Override
    public String toString() {
        return text;
    }
}
