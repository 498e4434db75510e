package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.Merkle;
import dev.sealbench.core.internal.log.TileNodes;
import java.util.List;
import java.util.Optional;

/// The stations' logs as trees: signed checkpoints, proofs, and whether the events still make the tree that
/// was signed. docs/design/051-log.md.
public final class LogBook {

    private final Ledger ledger;

    LogBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Who signs this station's log from now on; nobody while the vault is closed.
    public void signWith(Optional<LogSealer> signer) {
        ledger.signWith(signer);
    }

    /// Signs this station's log as it is; nothing happens when its newest checkpoint is about that, or when
    /// nobody signs.
    public void seal() throws BooksException {
        ledger.seal();
    }

    /// The newest checkpoint of this station's log. It is on the disk when this returns, so it may be told to
    /// others.
    public Optional<LogCheckpoint> newest() throws BooksException {
        return ledger.readDurable(handle -> new LogRows(handle, ledger.station()).newest());
    }

    /// The newest checkpoint of a station's log.
    public Optional<LogCheckpoint> newest(String station) throws BooksException {
        return ledger.read(handle -> new LogRows(handle, station).newest());
    }

    /// The checkpoints of a station's log about more than `size` events, by size, at most `limit`; none at
    /// the end.
    public List<LogCheckpoint> next(String station, long size, int limit) throws BooksException {
        return ledger.read(handle -> new LogRows(handle, station).next(size, limit));
    }

    /// The checkpoint whose note has this digest.
    public Optional<LogCheckpoint> find(Digest note) throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT * FROM log_checkpoint WHERE note_sha256 = :sha256")
                .bind("sha256", note.hex())
                .map((row, _) -> LogCheckpoint.of(row))
                .findOne());
    }

    /// The nodes of a log's tree over its first `size` events, for proofs. Reads tiles on demand, each in a
    /// transaction of its own; not safe to share between threads.
    ///
    /// @throws BooksUnavailable when the log is shorter, or damaged
    public Merkle.Nodes nodes(String station, long size) throws BooksException {
        var end = ledger.read(handle -> new LogRows(handle, station).end(size));
        return new TileNodes(end, (level, position) -> {
            try {
                return ledger.read(handle -> {
                    var rows = new LogRows(handle, station);
                    try {
                        return rows.octets(level, position);
                    } catch (LogException e) {
                        throw rows.damaged(e);
                    }
                });
            } catch (BooksException e) {
                throw new LogException(e.getMessage(), e);
            }
        });
    }

    /// Makes the tree of a station anew from its events, and compares it with its checkpoints, its tiles, and
    /// checkpoints that left the station.
    public LogCheck check(String station, List<Left> left) {
        return new LogCheck(ledger, station, left);
    }

    /// A checkpoint that is kept elsewhere.
    ///
    /// @param size in events
    public record Left(long size, Digest root) {}
}
