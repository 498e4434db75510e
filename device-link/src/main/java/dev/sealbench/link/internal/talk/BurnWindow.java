package dev.sealbench.link.internal.talk;

/// Which octets of a burn may be sent next: go-back-N over offsets (PROTOCOL.md 6.3 and 6.4). Pure bookkeeping.
final class BurnWindow {

    private final int totalBytes;
    private final int windowBytes;
    /// All below was acknowledged.
    private int base;
    /// Next to be sent.
    private int next;
    /// All below was sent at least once.
    private int highest;
    /// The last offset a refusal sent us back to, so that doubled refusals do nothing.
    private int lastReturn = -1;
    /// After a return for silence the charger may have had the octets, and then refuses their second copy once at or
    /// above this offset; believing that refusal would double everything that follows.
    private int copiesUntil = -1;

    /// After a silence one frame asks whether the charger is there; the rest waits for its answer.
    private boolean probing;

    BurnWindow(int totalBytes, int windowBytes) {
        this.totalBytes = totalBytes;
        this.windowBytes = windowBytes;
    }

    boolean done() {
        return base == totalBytes;
    }

    int acknowledgedBytes() {
        return base;
    }

    int nextOffset() {
        return next;
    }

    /// Octets that may be sent now from [#nextOffset()] on, at most `most`; 0 when the window is full. Never a small
    /// rest only because the window has little room: that would waste a frame.
    int sendableBytes(int most) {
        if (probing && next > base) {
            return 0;
        }
        int chunk = Math.min(most, totalBytes - next);
        return next - base + chunk <= windowBytes ? chunk : 0;
    }

    /// `bytes` from [#nextOffset()] on were sent; returns how many of them travelled before.
    int sent(int bytes) {
        int again = Math.clamp((long) highest - next, 0, bytes);
        next += bytes;
        highest = Math.max(highest, next);
        return again;
    }

    /// What an acknowledgement meant.
    enum Meaning {
        /// The charger took more.
        PROGRESS,
        /// The charger misses octets; sending goes on from there.
        RETURN,
        /// Nothing new.
        STALE,
        /// An offset that was never sent.
        IMPOSSIBLE
    }

    Meaning acknowledged(int expected) {
        if (expected < 0 || expected > highest) {
            return Meaning.IMPOSSIBLE;
        }
        probing = false;
        if (expected > base) {
            base = expected;
            next = Math.max(next, expected);
            return Meaning.PROGRESS;
        }
        boolean refusal = expected == base && next > base && lastReturn != base;
        if (!refusal) {
            return Meaning.STALE;
        }
        if (copiesUntil >= 0 && expected >= copiesUntil) {
            copiesUntil = -1;
            return Meaning.STALE;
        }
        lastReturn = base;
        next = base;
        return Meaning.RETURN;
    }

    /// Nothing useful was heard: back to the last acknowledged offset.
    void silence() {
        copiesUntil = highest;
        next = base;
        probing = true;
    }
}
