package dev.sealbench.core.internal.books;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of units and their states.
final class UnitRows {

    private UnitRows() {}

    static void insert(Entry entry, SerialNumber serial, String workOrder) {
        entry.handle()
                .createUpdate("INSERT INTO unit (serial, work_order, created_at) VALUES (:serial, :order, :now)")
                .bind("serial", serial.text())
                .bind("order", workOrder)
                .bind("now", Rows.time(entry.now()))
                .execute();
        insertState(entry, serial, 1, UnitState.SCANNED, "");
    }

    static Optional<UnitRecord> select(Handle handle, SerialNumber serial) {
        return handle.createQuery("SELECT * FROM unit_current WHERE serial = :serial")
                .bind("serial", serial.text())
                .map((row, _) -> toUnit(row))
                .findOne();
    }

    static UnitRecord require(Handle handle, SerialNumber serial) throws BooksRefused {
        return select(handle, serial).orElseThrow(() -> new BooksRefused(new Refusal.SerialUnknown(serial)));
    }

    /// As [#require], and keeps others from changing the unit's state until the transaction ends.
    static UnitRecord lock(Entry entry, SerialNumber serial) throws BooksRefused {
        entry.handle()
                .createQuery("SELECT serial FROM unit WHERE serial = :serial <lock>")
                .bind("serial", serial.text())
                .mapTo(String.class)
                .findOne();
        return require(entry.handle(), serial);
    }

    /// Appends a state. A way state that the unit has or has passed is no change.
    ///
    /// @return whether there was a change
    static boolean append(Entry entry, SerialNumber serial, UnitState next, String reason) throws BooksRefused {
        var current = lock(entry, serial).state();
        boolean passed = current.isOnTheWay() && next.isOnTheWay() && next.compareTo(current) <= 0;
        if (passed || current == next) {
            return false;
        }
        if (!current.canBecome(next)) {
            throw new BooksRefused(new Refusal.StateNotAllowed(current, next));
        }
        insertState(entry, serial, lastPosition(entry.handle(), serial) + 1, next, reason);
        return true;
    }

    /// Brings a quarantined unit back to the state that it had before.
    static UnitState lift(Entry entry, SerialNumber serial, String reason) throws BooksRefused {
        var current = lock(entry, serial).state();
        if (current != UnitState.QUARANTINED) {
            throw new BooksRefused(new Refusal.StateNotAllowed(current, current));
        }
        int position = lastPosition(entry.handle(), serial);
        var before = entry.handle()
                .createQuery("SELECT state FROM unit_state WHERE serial = :serial AND position = :position")
                .bind("serial", serial.text())
                .bind("position", position - 1)
                .map((row, _) -> UnitState.valueOf(row.getString("state")))
                .one();
        insertState(entry, serial, position + 1, before, reason);
        return before;
    }

    static UnitRecord toUnit(ResultSet row) throws SQLException {
        return new UnitRecord(
                new SerialNumber(row.getString("serial")),
                row.getString("work_order"),
                Rows.uuid(row, "vid"),
                UnitState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("chip")).map(ChipId::new),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "changed_at"));
    }

    private static int lastPosition(Handle handle, SerialNumber serial) {
        return handle.createQuery("SELECT max(position) FROM unit_state WHERE serial = :serial")
                .bind("serial", serial.text())
                .mapTo(Integer.class)
                .one();
    }

    private static void insertState(Entry entry, SerialNumber serial, int position, UnitState state, String reason) {
        entry.handle()
                .createUpdate("INSERT INTO unit_state (serial, position, state, changed_at, person, station_id, reason)"
                        + " VALUES (:serial, :position, :state, :now, :person, :station, :reason)")
                .bind("serial", serial.text())
                .bind("position", position)
                .bind("state", state.name())
                .bind("now", Rows.time(entry.now()))
                .bind("person", entry.author().person())
                .bind("station", entry.station())
                .bind("reason", reason)
                .execute();
    }
}
