package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A signed checkpoint in the books.
///
/// @param size of the log, in events
/// @param root of its tree
/// @param note the whole signed note (c2sp.org/signed-note)
public record LogCheckpoint(String station, long size, Digest root, Octets note) {

    static LogCheckpoint of(ResultSet row) throws SQLException {
        return new LogCheckpoint(
                row.getString("station_id"),
                row.getLong("size"),
                new Digest(row.getString("root")),
                Rows.octets(row, "note"));
    }

    /// SHA-256 of the note: what orders name.
    public Digest digest() {
        return Digest.sha256(note.toBytes());
    }
}
