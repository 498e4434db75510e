package dev.sealbench.link.internal.talk;

/// How long one asking waits, as `System.nanoTime()`. One thread.
final class Wait {

    private long deadlineNanos;

    /// Where a ready frame moves the deadline to; at first nowhere.
    private long readyEndsAt;

    private boolean readySeen;

    Wait(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
        this.readyEndsAt = deadlineNanos;
    }

    static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    /// A ready frame ends the wait at `nanos`.
    void endAtReady(long nanos) {
        readyEndsAt = nanos;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean isOver() {
        return deadlineNanos - System.nanoTime() <= 0;
    }

    /// A ready frame came.
    void ready() {
        readySeen = true;
        deadlineNanos = earlier(deadlineNanos, readyEndsAt);
    }

    boolean readySeen() {
        return readySeen;
    }
}
