package dev.sealbench.core;

import dev.sealbench.core.internal.people.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Who is at the station, and what works on without anybody: for how long nobody and nothing needs the vault. Safe to
/// share between threads.
final class Attendance {

    private final Clock clock;
    private final List<SignedIn> here = new ArrayList<>();
    private int working;
    private Instant lastSeen;

    Attendance(Clock clock) {
        this.clock = clock;
        this.lastSeen = clock.instant();
    }

    /// Something that must not lose the vault, until it is closed.
    interface Work extends AutoCloseable {
        @Override
        void close();
    }

    synchronized void enter(SignedIn who) {
        here.add(who);
    }

    synchronized Work begin() {
        working++;
        return this::ended;
    }

    /// Whether the last person left, and the last work ended, this long ago. A clock that went back says so, too: else
    /// an open vault would be kept open with it.
    synchronized boolean isLeftFor(Duration time) {
        var now = clock.instant();
        for (var gone : here.stream().filter(each -> each.isGone(now)).toList()) {
            here.remove(gone);
            see(gone.endedAt());
        }
        if (!here.isEmpty() || working > 0) {
            see(now);
            return false;
        }
        var left = Duration.between(lastSeen, now);
        return left.compareTo(time) >= 0 || left.plus(SignedIn.CLOCK_TOLERANCE).isNegative();
    }

    private synchronized void ended() {
        working--;
        see(clock.instant());
    }

    private void see(Instant at) {
        if (at.isAfter(lastSeen)) {
            lastSeen = at;
        }
    }
}
