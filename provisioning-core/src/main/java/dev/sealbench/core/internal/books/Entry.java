package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.SerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// One change of the books while it is being written: its connection, its time, its author, and the events
/// that it is to leave in the log. Used by one thread, within one transaction.
final class Entry {

    private final Handle handle;

    private final String station;

    private final Author author;

    private final Instant now;

    private final List<NewEvent> events = new ArrayList<>();

    private boolean seals;

    /// @param now the time of the change, not before the last event when it began
    Entry(Handle handle, String station, Author author, Instant now) {
        this.handle = handle;
        this.station = station;
        this.author = author;
        this.now = now;
    }

    /// The end of the station's log.
    ///
    /// @param now the time of what comes next, not before the last event
    record Head(LogWriter.Before before, Instant now) {}

    Handle handle() {
        return handle;
    }

    String station() {
        return station;
    }

    Author author() {
        return author;
    }

    Instant now() {
        return now;
    }

    /// Adds an event about nothing but itself.
    void event(String action, String detail) {
        event(new NewEvent(action, Optional.empty(), Optional.empty(), EventRecord.Result.OK, detail));
    }

    /// Adds an event about a unit.
    void event(String action, SerialNumber serial, String detail) {
        event(new NewEvent(action, Optional.of(serial), Optional.empty(), EventRecord.Result.OK, detail));
    }

    /// Adds an event; it is written with the others at the end of the transaction.
    void event(NewEvent event) {
        events.add(event);
    }

    /// Has the log signed behind the events of this change.
    void seal() {
        seals = true;
    }

    boolean seals() {
        return seals;
    }

    /// How many events there are.
    int size() {
        return events.size();
    }

    /// Writes the events behind the end of the log, which this transaction holds locked.
    List<EventRecord> chain(Head head) {
        var written = new ArrayList<EventRecord>();
        for (var event : events) {
            written.add(insert(event, head.before().size() + 1 + written.size(), head.now()));
        }
        return written;
    }

    private EventRecord insert(NewEvent event, long sequence, Instant at) {
        handle.createUpdate("INSERT INTO event (station_id, sequence, happened_at, person, action, serial, run_id,"
                        + " result, detail, versions) VALUES (:station, :sequence, :now, :person, :action, :serial,"
                        + " CAST(:run AS uuid), :result, :detail, :versions)")
                .bind("station", station)
                .bind("sequence", sequence)
                .bind("now", Rows.time(at))
                .bind("person", author.person())
                .bind("action", event.action())
                .bind("serial", event.serial().map(SerialNumber::text).orElse(null))
                .bind("run", event.run().map(UUID::toString).orElse(null))
                .bind("result", event.result().name())
                .bind("detail", event.detail())
                .bind("versions", author.versions())
                .execute();
        return new EventRecord(
                station,
                sequence,
                at,
                author.person(),
                event.action(),
                event.serial(),
                event.run(),
                event.result(),
                event.detail(),
                author.versions());
    }
}
