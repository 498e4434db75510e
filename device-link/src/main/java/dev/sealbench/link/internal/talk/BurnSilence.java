package dev.sealbench.link.internal.talk;

import dev.sealbench.link.LinkException.ChargerSilent;
import dev.sealbench.link.RequestKind;
import java.time.Duration;

/// How long a burn waits for an acknowledgement, longer after each silence (PROTOCOL.md 6.4).
final class BurnSilence {

    /// Silences in a row after which the station gives up.
    private static final int MOST = 20;

    /// A slow line is not a dead one: what is on its way already must not be doubled again and again.
    private static final int LONGEST_FACTOR = 3;

    private final long shortestNanos;
    private long nanos;
    private long waitedNanos;
    private long deadlineNanos;
    private int count;

    BurnSilence(Duration shortest) {
        this.shortestNanos = shortest.toNanos();
        heard();
    }

    /// As `System.nanoTime()`.
    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean isOver() {
        return System.nanoTime() - deadlineNanos >= 0;
    }

    /// Something left: from now on an answer may be waited for.
    void sent() {
        deadlineNanos = System.nanoTime() + nanos;
    }

    /// Something useful was heard.
    void heard() {
        count = 0;
        waitedNanos = 0;
        nanos = shortestNanos;
        sent();
    }

    /// The deadline passed without it.
    void passed() throws ChargerSilent {
        waitedNanos += nanos;
        if (++count == MOST) {
            throw new ChargerSilent(RequestKind.BURN_END, Duration.ofNanos(waitedNanos));
        }
        nanos = Math.min(nanos * 2, shortestNanos * LONGEST_FACTOR);
        sent();
    }
}
