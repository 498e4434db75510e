package dev.sealbench.core.internal.books;

import dev.sealbench.core.SerialNumber;
import org.jdbi.v3.core.Handle;

/// What other stations that share these books do with a unit. docs/design/053-one-database.md.
final class OtherStations {

    /// A lead's decision ends what a station that never came back had begun.
    private static final String IN_WORK = "SELECT r.station_id, r.slot FROM run r LEFT JOIN run_end e"
            + " ON e.run_id = r.run_id WHERE r.serial = :serial AND r.station_id <> :station AND e.run_id IS NULL"
            + " AND NOT EXISTS (SELECT 1 FROM unit_state s WHERE s.serial = r.serial AND s.changed_at >= r.started_at"
            + " AND s.state IN ('QUARANTINED', 'REVERTED', 'SCRAPPED')) ORDER BY r.started_at DESC"
            + " FETCH FIRST 1 ROW ONLY";

    /// Whoever lifts a quarantine writes the state anew, and with it the station that goes on.
    private static final String BEGUN = "SELECT s.station_id FROM unit_state s WHERE s.serial = :serial"
            + " AND s.station_id <> :station AND s.state IN ('KEYED', 'ORDERED', 'ATTESTED', 'LOCKED', 'RECORDED')"
            + " AND s.position = (SELECT max(l.position) FROM unit_state l WHERE l.serial = s.serial)";

    private OtherStations() {}

    /// @throws BooksRefused when another station has the unit in work, or has to finish it
    static void refuse(Handle handle, SerialNumber serial, String station) throws BooksRefused {
        var inWork = handle.createQuery(IN_WORK)
                .bind("serial", serial.text())
                .bind("station", station)
                .map((row, _) -> new Refusal.InWorkElsewhere(serial, row.getString("station_id"), row.getInt("slot")))
                .findOne();
        if (inWork.isPresent()) {
            throw new BooksRefused(inWork.get());
        }
        var begun = handle.createQuery(BEGUN)
                .bind("serial", serial.text())
                .bind("station", station)
                .map((row, _) -> new Refusal.BegunElsewhere(serial, row.getString("station_id")))
                .findOne();
        if (begun.isPresent()) {
            throw new BooksRefused(begun.get());
        }
    }
}
