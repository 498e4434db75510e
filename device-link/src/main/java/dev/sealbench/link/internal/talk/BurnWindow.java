package dev.sealbench.link.internal.talk;

/// Which octets of a burn may be sent next: go-back-N over offsets (PROTOCOL.md 6.3 and 6.4). Pure bookkeeping.
///
/// A pass is what is sent between two goings back.
final class BurnWindow {

    /// Frames whose offset is remembered: more than can be in flight.
    private static final int REMEMBERED_FRAMES = 1 << 13;

    private final int totalBytes;
    private final int windowBytes;
    private final int[] offsets = new int[REMEMBERED_FRAMES];
    /// All below was acknowledged.
    private int base;
    /// Next to be sent.
    private int next;
    /// All below was sent at least once.
    private int highest;

    /// The first frame of this pass is still to be sent.
    private boolean passBegins = true;

    private short passSequence;

    /// After a silence one frame asks whether the charger is there; the rest waits for its answer.
    private boolean probing;

    BurnWindow(int totalBytes, int windowBytes) {
        this.totalBytes = totalBytes;
        this.windowBytes = windowBytes;
    }

    boolean done() {
        return base == totalBytes;
    }

    /// Nothing is left to be sent, unless something was lost.
    boolean allSent() {
        return next == totalBytes;
    }

    int acknowledgedBytes() {
        return base;
    }

    /// Sent and not acknowledged.
    int inFlightBytes() {
        return next - base;
    }

    int nextOffset() {
        return next;
    }

    /// Octets that may be sent now from [#nextOffset()] on, at most `most` in one frame and `mostInFlight` in all;
    /// 0 when the window is full. Never a small rest only because the window has little room: that would waste a
    /// frame.
    int sendableBytes(int most, int mostInFlight) {
        if (probing && next > base) {
            return 0;
        }
        int chunk = Math.min(most, totalBytes - next);
        return next - base + chunk <= Math.min(windowBytes, mostInFlight) ? chunk : 0;
    }

    /// `bytes` from [#nextOffset()] on were sent as frame `sequence`; returns how many of them travelled before.
    int sent(int bytes, int sequence) {
        if (passBegins) {
            passSequence = (short) sequence;
            passBegins = false;
        }
        offsets[sequence % REMEMBERED_FRAMES] = next;
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

    /// The charger expects `expected` next, and says so about frame `sequence`.
    Meaning acknowledged(int expected, int sequence) {
        if (expected < 0 || expected > highest) {
            return Meaning.IMPOSSIBLE;
        }
        probing = false;
        if (expected > base) {
            base = expected;
            next = Math.max(next, expected);
            return Meaning.PROGRESS;
        }
        boolean ofThisPass = !passBegins && (short) (sequence - passSequence) >= 0;
        boolean behindGap = offsets[sequence % REMEMBERED_FRAMES] > expected;
        if (expected < base || !ofThisPass || !behindGap) {
            return Meaning.STALE;
        }
        goBack();
        return Meaning.RETURN;
    }

    /// Nothing useful was heard: back to the last acknowledged offset.
    void silence() {
        goBack();
        probing = true;
    }

    private void goBack() {
        next = base;
        passBegins = true;
    }
}
