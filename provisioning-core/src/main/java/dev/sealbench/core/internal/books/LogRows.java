package dev.sealbench.core.internal.books;

import dev.sealbench.core.internal.log.EventLeaf;
import dev.sealbench.core.internal.log.LogEnd;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.Tile;
import dev.sealbench.core.internal.log.TileNodes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of one station's tree: tiles and checkpoints. Used by one thread, within one transaction.
final class LogRows implements LogEnd.Kept, TileNodes.Tiles {

    private final Handle handle;

    private final String station;

    LogRows(Handle handle, String station) {
        this.handle = handle;
        this.station = station;
    }

    /// The end of the log with `size` events.
    LogEnd end(long size) throws BooksException {
        try {
            return LogEnd.of(size, this);
        } catch (LogException e) {
            throw damaged(e);
        }
    }

    /// What a part of the tree that is missing comes to: the books cannot be used.
    BooksUnavailable damaged(Exception e) {
        return new BooksUnavailable("the log of station %s is damaged: %s".formatted(station, e.getMessage()), e);
    }

    @Override
    public List<byte[]> leaves(long first, int count) throws LogException {
        var leaves = handle.createQuery("SELECT * FROM event WHERE station_id = :station AND sequence > :after"
                        + " AND sequence <= :last ORDER BY sequence")
                .bind("station", station)
                .bind("after", first)
                .bind("last", first + count)
                .map((row, _) -> EventLeaf.hash(EventBook.toEvent(row)))
                .list();
        return complete(leaves, count, "events after " + first);
    }

    @Override
    public List<byte[]> roots(int level, long first, int count) throws LogException {
        var roots = handle.createQuery("SELECT root FROM log_tile WHERE station_id = :station AND level = :level"
                        + " AND position >= :first AND position < :end ORDER BY position")
                .bind("station", station)
                .bind("level", level)
                .bind("first", first)
                .bind("end", first + count)
                .mapTo(byte[].class)
                .list();
        return complete(roots, count, "tiles of level " + level);
    }

    private static List<byte[]> complete(List<byte[]> hashes, int count, String what) throws LogException {
        if (hashes.size() != count) {
            throw new LogException("of %d %s there are %d".formatted(count, what, hashes.size()));
        }
        return hashes;
    }

    @Override
    public byte[] octets(int level, long position) throws LogException {
        return find(level, position)
                .orElseThrow(() -> new LogException("tile %d of level %d is missing".formatted(position, level)));
    }

    /// The octets of a tile.
    Optional<byte[]> find(int level, long position) {
        return handle.createQuery("SELECT hashes FROM log_tile WHERE station_id = :station AND level = :level"
                        + " AND position = :position")
                .bind("station", station)
                .bind("level", level)
                .bind("position", position)
                .mapTo(byte[].class)
                .findOne();
    }

    /// How many tiles of leaves there are.
    long tiles() {
        return handle.createQuery("SELECT count(*) FROM log_tile WHERE station_id = :station AND level = 0")
                .bind("station", station)
                .mapTo(Long.class)
                .one();
    }

    void insert(Tile tile) {
        handle.createUpdate("INSERT INTO log_tile (station_id, level, position, hashes, root)"
                        + " VALUES (:station, :level, :position, :hashes, :root)")
                .bind("station", station)
                .bind("level", tile.level())
                .bind("position", tile.position())
                .bind("hashes", tile.octets())
                .bind("root", tile.root())
                .execute();
    }

    void insert(LogCheckpoint checkpoint, Instant now) {
        handle.createUpdate("INSERT INTO log_checkpoint (station_id, size, root, note, note_sha256, signed_at)"
                        + " VALUES (:station, :size, :root, :note, :sha256, :now)")
                .bind("station", station)
                .bind("size", checkpoint.size())
                .bind("root", checkpoint.root().hex())
                .bind("note", checkpoint.note().toBytes())
                .bind("sha256", checkpoint.digest().hex())
                .bind("now", Rows.time(now))
                .execute();
    }

    Optional<LogCheckpoint> newest() {
        return handle.createQuery("SELECT * FROM log_checkpoint WHERE station_id = :station"
                        + " ORDER BY size DESC FETCH FIRST ROW ONLY")
                .bind("station", station)
                .map((row, _) -> LogCheckpoint.of(row))
                .findOne();
    }

    List<LogCheckpoint> next(long size, int limit) {
        return handle.createQuery("SELECT * FROM log_checkpoint WHERE station_id = :station AND size > :size"
                        + " ORDER BY station_id, size FETCH FIRST :limit ROWS ONLY")
                .bind("station", station)
                .bind("size", size)
                .bind("limit", limit)
                .map((row, _) -> LogCheckpoint.of(row))
                .list();
    }

    /// How many events the station says that its log has.
    long size() {
        return handle.createQuery("SELECT last_sequence FROM station WHERE station_id = :station")
                .bind("station", station)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }
}
