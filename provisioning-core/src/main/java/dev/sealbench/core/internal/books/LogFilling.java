package dev.sealbench.core.internal.books;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.log.EventLeaf;
import dev.sealbench.core.internal.log.Tile;
import java.util.List;

/// Writes the tiles that events need which were there before the log was a tree. What is there already stays
/// as it is.
final class LogFilling {

    private final Ledger ledger;

    LogFilling(Ledger ledger) {
        this.ledger = ledger;
    }

    void run() throws BooksException {
        for (var station : new EventBook(ledger).stations()) {
            while (fill(station)) {
                // a tile per transaction: however long the log is, nobody waits long for a lock
            }
        }
        ledger.readDurable(_ -> true);
    }

    /// @return whether there may be more
    private boolean fill(String station) throws BooksException {
        return ledger.read(handle -> {
            var rows = new LogRows(handle, station);
            long size = rows.tiles() * Tile.HASHES;
            var events = EventBook.page(handle, station, size, Tile.HASHES);
            if (events.size() < Tile.HASHES) {
                return false;
            }
            var end = rows.end(size);
            for (var leaf : leaves(events)) {
                end.add(leaf).forEach(rows::insert);
            }
            return true;
        });
    }

    private static List<byte[]> leaves(List<EventRecord> events) {
        return events.stream().map(EventLeaf::hash).toList();
    }
}
