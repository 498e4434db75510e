package dev.sealbench.ui.window.quality;

/// Which days are looked at.
enum Span {
    TODAY("span.today", 1),
    WEEK("span.week", 7),
    MONTH("span.month", 30),
    OTHER("span.other", 0);

    private final String key;
    private final int days;

    Span(String key, int days) {
        this.key = key;
        this.days = days;
    }

    /// Of its words.
    String key() {
        return key;
    }

    /// How many, the last of which is today; 0 when the person names them.
    int days() {
        return days;
    }
}
