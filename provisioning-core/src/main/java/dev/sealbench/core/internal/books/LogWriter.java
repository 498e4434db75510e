package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.log.EventLeaf;
import dev.sealbench.core.internal.log.LogEnd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Puts events into the station's tree, and signs it. All of it within the transaction that wrote the events
/// and holds the end of the log locked, so one thread at a time.
final class LogWriter {

    private final String station;

    private volatile Optional<LogSealer> sealer = Optional.empty();

    /// The end of the log as the last transaction left it, committed or not; guarded by the lock on the end
    /// of the log.
    private volatile Remembered remembered = new Remembered(Instant.MIN, new LogEnd());

    LogWriter(String station) {
        this.station = station;
    }

    /// @param lastEvent when the newest event happened: one that was rolled back has another time or number
    private record Remembered(Instant lastEvent, LogEnd end) {}

    /// Who signs from now on; nobody while the vault is closed.
    void signWith(Optional<LogSealer> signer) {
        sealer = signer;
    }

    /// Adds events behind the end of the log.
    ///
    /// @param before how the log ended
    /// @param events at least one
    /// @param seals whether a checkpoint is to be signed, if there is somebody who signs
    /// @return the checkpoint that was signed
    Optional<LogCheckpoint> add(Handle handle, Before before, List<EventRecord> events, boolean seals)
            throws BooksException {
        var rows = new LogRows(handle, station);
        var end = end(rows, before);
        for (var event : events) {
            end.add(EventLeaf.hash(event)).forEach(rows::insert);
        }
        remembered = new Remembered(events.getLast().at(), end);
        return seals ? sign(rows, end, events.getLast().at()) : Optional.empty();
    }

    /// How the log ended before a transaction.
    ///
    /// @param size in events
    /// @param lastEvent when the newest of them happened
    record Before(long size, Instant lastEvent) {}

    /// Signs the log as it is, unless the newest checkpoint is about that.
    Optional<LogCheckpoint> seal(Handle handle, Before before) throws BooksException {
        if (sealer.isEmpty()) {
            return Optional.empty();
        }
        var rows = new LogRows(handle, station);
        var newest = rows.newest().map(LogCheckpoint::size).orElse(0L);
        return newest < before.size() ? sign(rows, end(rows, before), before.lastEvent()) : Optional.empty();
    }

    /// Tells whoever signed that the checkpoint is on the disk.
    void sealed(Optional<LogCheckpoint> checkpoint) {
        checkpoint.ifPresent(made -> sealer.ifPresent(
                signer -> signer.sealed(made.size(), made.note().toBytes())));
    }

    private LogEnd end(LogRows rows, Before before) throws BooksException {
        var known = remembered;
        if (known.end().size() == before.size() && known.lastEvent().equals(before.lastEvent())) {
            return known.end().copy();
        }
        return rows.end(before.size());
    }

    private Optional<LogCheckpoint> sign(LogRows rows, LogEnd end, Instant now) {
        var root = end.root();
        var note = sealer.flatMap(signer -> signer.sign(end.size(), root));
        var checkpoint = note.map(octets -> new LogCheckpoint(station, end.size(), Digest.of(root), Octets.of(octets)));
        checkpoint.ifPresent(made -> rows.insert(made, now));
        return checkpoint;
    }
}
