package dev.sealbench.core.internal.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The row that says where the station's log ends. Whoever holds it locked writes next, so the numbers have no gaps.
final class LogHead {

    private static final String OF_STATION = " WHERE station_id = :station";
    private static final String READ = "SELECT last_sequence, last_event_at FROM station" + OF_STATION;
    private static final String LOCK = "SELECT last_sequence, last_event_at FROM station" + OF_STATION + " <lock>";

    /// Locks the row, moves it and says what was there, in one question to the database.
    private static final String H2_MOVE = "SELECT last_sequence, last_event_at FROM OLD TABLE (UPDATE station SET"
            + " last_sequence = last_sequence + :events, last_event_at = GREATEST(last_event_at, :now)" + OF_STATION
            + ")";

    private static final String POSTGRESQL_MOVE = "UPDATE station s SET last_sequence = s.last_sequence + :events,"
            + " last_event_at = GREATEST(s.last_event_at, :now) FROM (SELECT * FROM station" + OF_STATION
            + " <lock>) before WHERE s.station_id = before.station_id"
            + " RETURNING before.last_sequence, before.last_event_at";

    private final BooksConfig config;
    private final Clock clock;

    LogHead(BooksConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /// The time of a change that begins, not before the last event.
    ///
    /// @throws ClockWentBack by more than `tolerance`
    Instant now(Handle handle, Duration tolerance) throws BooksException {
        return later(now(), one(handle.createQuery(READ)).lastEvent(), tolerance);
    }

    /// Keeps others from writing until the transaction ends.
    LogWriter.Before lock(Handle handle) throws BooksException {
        return one(handle.createQuery(LOCK));
    }

    /// Makes room for events behind the end of the log; others wait until the transaction ends.
    ///
    /// @param events how many
    /// @return the end as it was
    /// @throws ClockWentBack by more than `tolerance`
    Entry.Head move(Handle handle, int events, Duration tolerance) throws BooksException {
        var now = now();
        var move = switch (config.engine()) {
            case H2 -> H2_MOVE;
            case POSTGRESQL -> POSTGRESQL_MOVE;
        };
        var before = one(handle.createQuery(move).bind("events", events).bind("now", Rows.time(now)));
        return new Entry.Head(before, later(now, before.lastEvent(), tolerance));
    }

    private LogWriter.Before one(Query query) throws BooksException {
        return query.bind("station", config.station())
                .map((row, _) -> before(row))
                .findOne()
                .orElseThrow(
                        () -> new BooksUnavailable("station %s is not enrolled".formatted(config.station()), null));
    }

    private static LogWriter.Before before(ResultSet row) throws SQLException {
        return new LogWriter.Before(row.getLong("last_sequence"), Rows.instant(row, "last_event_at"));
    }

    /// The clock is read anew: the last event may have happened while this change waited for it.
    private Instant later(Instant now, Instant last, Duration tolerance) throws ClockWentBack {
        var read = now();
        if (Duration.between(read, last).compareTo(tolerance) > 0) {
            throw new ClockWentBack(read, last);
        }
        return now.isAfter(last) ? now : last;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
