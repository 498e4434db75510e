package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// The log: what happened, per station, in order and without gaps. Events are added and read, nothing else.
public final class EventBook {

    private static final int FETCH_ROWS = 1000;

    private final Ledger ledger;

    EventBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Adds an event that comes with no other change: a refusal, a log-in, an alarm. A clock that went back
    /// does not keep it out.
    public EventRecord append(NewEvent event, Author author) throws BooksException {
        return ledger.append(event, author);
    }

    /// The events about a unit, by time.
    public List<EventRecord> ofUnit(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> handle.createQuery(
                        "SELECT * FROM event WHERE serial = :serial ORDER BY happened_at, station_id, sequence")
                .bind("serial", serial.text())
                .map((row, _) -> toEvent(row))
                .list());
    }

    /// The last event of this station's log. It is on the disk when this returns, so it may be told to
    /// others.
    public Optional<EventRecord> last() throws BooksException {
        return ledger.readDurable(handle -> handle.createQuery("SELECT * FROM event WHERE station_id = :station"
                        + " ORDER BY sequence DESC FETCH FIRST ROW ONLY")
                .bind("station", ledger.station())
                .map((row, _) -> toEvent(row))
                .findOne());
    }

    /// The last event of this station's log with one of these names.
    public Optional<EventRecord> last(String... actions) throws BooksException {
        return ledger.stream(handle -> handle.createQuery("SELECT * FROM event WHERE station_id = :station"
                        + " AND action IN (<actions>) ORDER BY sequence DESC FETCH FIRST ROW ONLY")
                .bind("station", ledger.station())
                .bindList("actions", List.of(actions))
                .map((row, _) -> toEvent(row))
                .findOne());
    }

    /// How many events all logs have together.
    public long count() throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT coalesce(sum(last_sequence), 0) FROM station")
                .mapTo(Long.class)
                .one());
    }

    /// Stations that have a log, by name.
    public List<String> stations() throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT station_id FROM station ORDER BY station_id")
                .mapTo(String.class)
                .list());
    }

    /// Hands over the log of a station in order, from a sequence number (1 for all): memory does not grow
    /// with it. `use` runs within the transaction and must not write to the books.
    public void forEach(String station, long fromSequence, Consumer<EventRecord> use) throws BooksException {
        ledger.stream(handle -> {
            handle.createQuery(
                            "SELECT * FROM event WHERE station_id = :station AND sequence >= :from ORDER BY sequence")
                    .setFetchSize(FETCH_ROWS)
                    .bind("station", station)
                    .bind("from", fromSequence)
                    .map((row, _) -> toEvent(row))
                    .forEach(use);
            return null;
        });
    }

    /// How many events each log has, by name of station.
    public SortedMap<String, Long> sizes() throws BooksException {
        return ledger.read(handle -> {
            var sizes = new TreeMap<String, Long>();
            handle.createQuery("SELECT station_id, last_sequence FROM station")
                    .map((row, _) -> sizes.put(row.getString(1), row.getLong(2)))
                    .list();
            return sizes;
        });
    }

    /// The events of a station's log with the numbers after `after` up to `last`, in order.
    public List<EventRecord> between(String station, long after, long last) throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT * FROM event WHERE station_id = :station"
                        + " AND sequence > :after AND sequence <= :last ORDER BY station_id, sequence")
                .bind("station", station)
                .bind("after", after)
                .bind("last", last)
                .map((row, _) -> toEvent(row))
                .list());
    }

    static List<EventRecord> page(Handle handle, String station, long lastSequence, int limit) {
        return handle.createQuery("SELECT * FROM event WHERE station_id = :station AND sequence > :last"
                        // the whole key: H2 sorts all that follows, page after page, when it is asked for less
                        + " ORDER BY station_id, sequence FETCH FIRST :limit ROWS ONLY")
                .bind("station", station)
                .bind("last", lastSequence)
                .bind("limit", limit)
                .map((row, _) -> toEvent(row))
                .list();
    }

    static EventRecord toEvent(ResultSet row) throws SQLException {
        return new EventRecord(
                row.getString("station_id"),
                row.getLong("sequence"),
                Rows.instant(row, "happened_at"),
                row.getString("person"),
                row.getString("action"),
                Optional.ofNullable(row.getString("serial")).map(SerialNumber::new),
                Optional.ofNullable(Rows.uuid(row, "run_id")),
                EventRecord.Result.valueOf(row.getString("result")),
                row.getString("detail"),
                row.getString("versions"));
    }
}
