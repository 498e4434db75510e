package dev.sealbench.core.internal.books;

import java.time.Instant;

/// Thrown when this machine's clock is before the last event in the station's log. Nothing was changed.
public final class ClockWentBack extends BooksException {

    private static final long serialVersionUID = 1L;

    private final Instant now;

    private final Instant lastEvent;

    ClockWentBack(Instant now, Instant lastEvent) {
        super("the clock says %s, but the last event was at %s: set the clock".formatted(now, lastEvent), null);
        this.now = now;
        this.lastEvent = lastEvent;
    }

    public Instant now() {
        return now;
    }

    public Instant lastEvent() {
        return lastEvent;
    }
}
