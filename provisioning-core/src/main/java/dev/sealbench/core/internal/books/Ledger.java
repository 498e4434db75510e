package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Runs changes and questions against the database. A change is one transaction, in the order of the
/// station's log, and on the disk when [#write] returns. Safe for several threads.
final class Ledger {

    /// A time service may set a clock back by this much without stopping the line; events then carry the
    /// time of the event before.
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private static final String UNIQUE_VIOLATION = "23505";

    /// Serialisation failure, deadlock: the database undid one of several changes so that the others could go on.
    private static final Set<String> UNDONE = Set.of("40001", "40P01");

    /// How often a change is made anew when another made the same row at the same moment: the second time
    /// it finds that row, and says in words why it may not make its own. Also when the database undid it.
    private static final int ATTEMPTS = 3;

    /// In ms; up to three times as long, so that those who met do not meet again.
    private static final int PAUSE_MS = 10;

    private final Jdbi jdbi;
    private final BooksConfig config;
    private final Clock clock;
    private final SharedSync checkpoint = new SharedSync();
    private final LogHead head;
    private final LogWriter log;
    private final Room room;

    Ledger(Jdbi jdbi, BooksConfig config, Clock clock) {
        this.jdbi = jdbi.define("lock", config.lock());
        this.config = config;
        this.clock = clock;
        this.head = new LogHead(config, clock);
        this.log = new LogWriter(config.station());
        this.room = new Room(config.directory());
    }

    /// What happens within a transaction.
    interface Change<T> {
        T make(Entry entry) throws BooksException;
    }

    /// What is read within a transaction.
    interface Question<T> {
        T ask(Handle handle) throws BooksException;
    }

    Clock clock() {
        return clock;
    }

    String station() {
        return config.station();
    }

    /// Makes `change` wholly or not at all.
    <T> T write(Author author, Change<T> change) throws BooksException {
        return write(author, change, CLOCK_TOLERANCE);
    }

    /// As [#write], but on the disk only when somebody's next [#write] or [#readDurable] is: for what would
    /// be found out again.
    <T> T writeSoon(Author author, Change<T> change) throws BooksException {
        return commit(author, change, CLOCK_TOLERANCE).result();
    }

    /// Adds an event that comes with no other change, whatever the clock says: that it went back is itself
    /// something to be noted. Such an event carries the time of the event before it.
    EventRecord append(NewEvent event, Author author) throws BooksException {
        var written = again(handle -> {
            var entry = new Entry(handle, station(), author, clock.instant());
            entry.event(event);
            return finish(entry, null, ChronoUnit.FOREVER.getDuration());
        });
        makeDurable();
        return written.events().getLast();
    }

    /// As [#write], whatever the clock says.
    <T> T note(Author author, Change<T> change) throws BooksException {
        return write(author, change, ChronoUnit.FOREVER.getDuration());
    }

    private <T> T write(Author author, Change<T> change, Duration tolerance) throws BooksException {
        var written = commit(author, change, tolerance);
        makeDurable();
        log.sealed(written.checkpoint());
        return written.result();
    }

    /// Who signs checkpoints from now on; nobody while the vault is closed.
    void signWith(Optional<LogSealer> signer) {
        log.signWith(signer);
    }

    /// Signs the log as it is, if there is somebody who signs and the newest checkpoint is older.
    void seal() throws BooksException {
        room.require();
        var sealed = translated(() -> jdbi.inTransaction(handle -> {
            return log.seal(handle, head.lock(handle));
        }));
        makeDurable();
        log.sealed(sealed);
    }

    /// What a transaction brought about.
    private record Written<T>(T result, List<EventRecord> events, Optional<LogCheckpoint> checkpoint) {}

    private <T> Written<T> commit(Author author, Change<T> change, Duration tolerance) throws BooksException {
        return again(handle -> {
            var entry = new Entry(handle, station(), author, head.now(handle, tolerance));
            return finish(entry, change.make(entry), tolerance);
        });
    }

    /// In a transaction, and in another when it met somebody else's.
    private <T> T again(Question<T> transaction) throws BooksException {
        room.require();
        for (int attempt = 1; ; attempt++) {
            try {
                return translated(() -> jdbi.inTransaction(transaction::ask));
            } catch (BooksRefused e) {
                if (!(e.refusal() instanceof Refusal.Conflict) || attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (BooksUnavailable e) {
                if (!UNDONE.contains(DatabaseTrouble.stateOf(e)) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MS, 3L * PAUSE_MS) * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever waits for this change decides; it is made all the same
        }
    }

    /// The end of the log is locked when all else is written: a change of many rows keeps nobody waiting.
    private <T> Written<T> finish(Entry entry, T made, Duration tolerance) throws BooksException {
        if (entry.size() == 0) {
            return new Written<>(made, List.of(), Optional.empty());
        }
        var handle = entry.handle();
        var end = head.move(handle, entry.size(), tolerance);
        var events = entry.chain(end);
        return new Written<>(made, events, log.add(handle, end.before(), events, entry.seals()));
    }

    /// Reads in one transaction.
    <T> T read(Question<T> question) throws BooksException {
        return translated(() -> jdbi.inTransaction(question::ask));
    }

    /// As [#read]; what was read is on the disk when this returns.
    <T> T readDurable(Question<T> question) throws BooksException {
        T answer = read(question);
        makeDurable();
        return answer;
    }

    /// As [#read], for results of any length, and for as long as it takes. PostgreSQL hands them over in pieces and is
    /// told not to lose its patience; H2 puts long ones into a temporary file. Its LAZY_QUERY_EXECUTION is no way:
    /// with our RETENTION_TIME it loses pages that a long result still needs ("Chunk not found", H2 2.4.240).
    <T> T stream(Question<T> question) throws BooksException {
        return translated(() -> jdbi.inTransaction(handle -> switch (config.engine()) {
            case H2 -> question.ask(handle);
            case POSTGRESQL -> patiently(handle, question);
        }));
    }

    /// Until the end of this transaction; the pool gives the connection its time-outs back.
    private static <T> T patiently(Handle handle, Question<T> question) throws BooksException {
        handle.execute("SET LOCAL statement_timeout = 0");
        handle.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        try {
            handle.getConnection().setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            throw new BooksUnavailable("the books cannot be used: " + DatabaseTrouble.of(e), e);
        }
        return question.ask(handle);
    }

    /// Makes the station known, so that it has a log; nothing happens when it is.
    void enrol() throws BooksException {
        boolean isNew = translated(() -> jdbi.withHandle(handle -> {
            boolean known = handle.createQuery("SELECT count(*) FROM station WHERE station_id = :station")
                            .bind("station", config.station())
                            .mapTo(Integer.class)
                            .one()
                    > 0;
            if (!known) {
                handle.createUpdate("INSERT INTO station (station_id, created_at, last_sequence, last_event_at)"
                                + " VALUES (:station, :now, 0, :now)")
                        .bind("station", config.station())
                        .bind("now", Rows.time(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                        .execute();
            }
            return !known;
        }));
        if (isNew) {
            makeDurable();
        }
    }

    /// As [Compaction#run].
    Optional<String> compact() {
        return Compaction.run(config);
    }

    BooksConfig config() {
        return config;
    }

    /// PostgreSQL's commit returns after fsync; H2's does not, whatever WRITE_DELAY says (seen with
    /// strace). Whoever waits here holds neither a lock nor a connection.
    private void makeDurable() throws BooksException {
        switch (config.engine()) {
            case H2 ->
                translated(() -> {
                    checkpoint.sync(() -> jdbi.useHandle(handle -> handle.execute("CHECKPOINT SYNC")));
                    return null;
                });
            case POSTGRESQL -> {}
        }
    }

    private interface Work<T> {
        T run() throws BooksException;
    }

    private static <T> T translated(Work<T> work) throws BooksException {
        try {
            return work.run();
        } catch (JdbiException e) {
            if (UNIQUE_VIOLATION.equals(DatabaseTrouble.stateOf(e))) {
                // each operation asks before it writes, so only another at the same moment can bring this about
                throw new BooksRefused(new Refusal.Conflict());
            }
            throw new BooksUnavailable("the books cannot be used: " + DatabaseTrouble.of(e), e);
        } catch (RuntimeException e) {
            if (e.getClass().getPackageName().startsWith("org.h2")) { // its store, when the disk fails under it
                throw new BooksUnavailable(
                        "the books cannot be used: " + e.getClass().getSimpleName(), e);
            }
            throw e;
        }
    }
}
