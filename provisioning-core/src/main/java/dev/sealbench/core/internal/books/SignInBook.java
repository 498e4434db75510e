package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Attempts to sign in, and after how many of them nobody may try for a while. An attempt counts before the secret is
/// looked at, so that neither a power cut nor guessing in parallel makes one free.
///
/// A clock that went back unlocks nothing: time here never runs before the last event.
public final class SignInBook {

    /// Attempts in a row that failed, before trying is locked.
    public static final int FREE_ATTEMPTS = 5;

    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);

    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final Ledger ledger;

    SignInBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What attempts are counted for. Immutable.
    ///
    /// @param text 1 to 64 characters
    /// @param decays whether failures older than an hour are forgotten, for what nobody can ever prove
    public record Subject(String text, boolean decays) {

        /// A person, on all stations together.
        public static Subject person(String id) {
            return new Subject(id, false);
        }
    }

    /// Counts an attempt, if one is allowed now.
    ///
    /// @return until when none is; an event says that somebody tried nevertheless. Empty: go on
    public Optional<Instant> begin(Subject subject, Author author) throws BooksException {
        return ledger.note(author, entry -> {
            var locked = notedLock(entry, subject);
            if (locked.isEmpty()) {
                insert(entry, subject, "TRIED");
            }
            return locked;
        });
    }

    /// As [#begin], for attempts of which only those count that fail: call [#failed] then. The caller sees to it that
    /// there is one at a time.
    public Optional<Instant> locked(Subject subject, Author author) throws BooksException {
        return ledger.note(author, entry -> notedLock(entry, subject));
    }

    /// Counts a failure.
    public void failed(Subject subject, Author author) throws BooksException {
        ledger.note(author, entry -> {
            insert(entry, subject, "TRIED");
            return null;
        });
    }

    /// The attempt was the right one: failures before it do not count any more.
    public void proven(Subject subject, Author author) throws BooksException {
        ledger.note(author, entry -> {
            insert(entry, subject, "PROVEN");
            return null;
        });
    }

    private static Optional<Instant> notedLock(Entry entry, Subject subject) {
        var locked = lockedUntil(entry, subject);
        locked.ifPresent(until -> entry.event(new NewEvent(
                "person.locked-out",
                Optional.empty(),
                Optional.empty(),
                EventRecord.Result.REFUSED,
                "%s until %s".formatted(subject.text(), until))));
        return locked;
    }

    private record Failures(int count, Instant last) {}

    private static Optional<Instant> lockedUntil(Entry entry, Subject subject) {
        var failures = failures(entry.handle(), subject, entry.now());
        if (failures.count() < FREE_ATTEMPTS) {
            return Optional.empty();
        }
        var until = failures.last().plus(lock(failures.count()));
        return entry.now().isBefore(until) ? Optional.of(until) : Optional.empty();
    }

    /// One minute, doubled with each failure after the fifth, at most an hour.
    static Duration lock(int failures) {
        int doublings = Math.min(failures - FREE_ATTEMPTS, Integer.SIZE / 2);
        var lock = FIRST_LOCK.multipliedBy(1L << doublings);
        return lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock;
    }

    private static Failures failures(Handle handle, Subject subject, Instant now) {
        var since = subject.decays() ? now.minus(LONGEST_LOCK) : Instant.EPOCH;
        return handle.createQuery("SELECT count(*) AS failures, max(happened_at) AS last_at FROM sign_in"
                        + " WHERE subject = :subject AND happened_at > :since AND position >"
                        + " (SELECT coalesce(max(position), 0) FROM sign_in WHERE subject = :subject"
                        + " AND outcome = 'PROVEN')")
                .bind("subject", subject.text())
                .bind("since", Rows.time(since))
                .map((row, _) -> new Failures(
                        row.getInt("failures"),
                        Rows.optionalInstant(row, "last_at").orElse(Instant.EPOCH)))
                .one();
    }

    private static void insert(Entry entry, Subject subject, String outcome) {
        entry.handle()
                .createUpdate("INSERT INTO sign_in (subject, position, outcome, happened_at, station_id) VALUES"
                        + " (:subject, 1 + (SELECT coalesce(max(position), 0) FROM sign_in WHERE subject = :subject),"
                        + " :outcome, :now, :station)")
                .bind("subject", subject.text())
                .bind("outcome", outcome)
                .bind("now", Rows.time(entry.now()))
                .bind("station", entry.station())
                .execute();
    }
}
