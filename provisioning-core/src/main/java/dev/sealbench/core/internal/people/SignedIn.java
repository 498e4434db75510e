package dev.sealbench.core.internal.people;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// That somebody signed in, until the sign-out, the idle time, or the day when the books do not know the person any
/// more. Safe to share between threads.
public final class SignedIn {

    private static final Logger LOG = LoggerFactory.getLogger(SignedIn.class);

    /// A time service may set the clock back by this much; more looks like somebody who wants a session to last.
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Reception.Means means;
    private final Duration idleTime;
    private Person person;
    private Instant lastTouch;
    private boolean over;
    private Instant closedAt = Instant.MAX;

    SignedIn(Person person, Reception.Means means, Duration idleTime, Instant now) {
        this.person = person;
        this.means = means;
        this.idleTime = idleTime;
        this.lastTouch = now;
    }

    /// Who, as the books had the person last.
    public synchronized Person person() {
        return person;
    }

    /// What counts here: a badge alone makes an operator, and nothing else.
    public synchronized Set<Role> roles() {
        var roles = EnumSet.copyOf(person.roles());
        if (means == Reception.Means.BADGE) {
            roles.retainAll(Set.of(Role.OPERATOR));
        }
        return roles;
    }

    /// After which time without a touch it is over.
    public Duration idleTime() {
        return idleTime;
    }

    /// Somebody did something; does not bring back what is over.
    public synchronized void touch(Instant now) {
        if (!isOver(now)) {
            lastTouch = now;
        }
    }

    /// Whether it is over at `now`.
    public synchronized boolean isOver(Instant now) {
        over |= isIdle(now);
        return over;
    }

    /// As [#isOver], and ends nothing by asking: a sign-out that follows is booked still.
    public synchronized boolean isGone(Instant now) {
        return over || isIdle(now);
    }

    /// When the person left: signed out, or was idle for too long.
    public synchronized Instant endedAt() {
        var idleAt = lastTouch.plus(idleTime);
        return closedAt.isBefore(idleAt) ? closedAt : idleAt;
    }

    private boolean isIdle(Instant now) {
        var idle = Duration.between(lastTouch, now);
        return idle.compareTo(idleTime) >= 0 || idle.plus(CLOCK_TOLERANCE).isNegative();
    }

    /// Asks the books once more, without keeping others waiting for them.
    ///
    /// @throws StationException when it is over, or the person may not sign in any more
    public void requireAlive(Bench bench) throws StationException {
        if (isOver(bench.clock().instant())) {
            throw new StationException(Fault.SESSION_OVER, "");
        }
        var id = person().id();
        var now = Desks.ask(() -> bench.books().people().find(id));
        synchronized (this) {
            if (now.isEmpty() || now.get().disabled()) {
                over = true;
                throw new StationException(Fault.SESSION_OVER, "you may not work here any more");
            }
            person = now.get();
        }
    }

    /// Signs out, once.
    public void close(Bench bench) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            closedAt = bench.clock().instant();
        }
        try {
            bench.books()
                    .events()
                    .append(
                            new NewEvent(
                                    "person.signed-out", Optional.empty(), Optional.empty(), EventRecord.Result.OK, ""),
                            bench.author());
        } catch (BooksException e) {
            LOG.warn("a sign-out was not booked: {}", e.getMessage());
        }
    }
}
