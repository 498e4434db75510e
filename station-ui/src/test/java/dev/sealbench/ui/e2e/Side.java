package dev.sealbench.ui.e2e;

/// On which side of a request, a write or a command a point lies.
enum Side {
    /// It was sent, and did not arrive; or nothing was written yet.
    BEFORE,
    /// It was done, and whoever asked has not heard.
    AFTER;

    @Override
    public String toString() {
        return this == BEFORE ? "before" : "after";
    }
}
