package dev.sealbench.core.internal.books;

import dev.sealbench.core.DueCredentials;
import dev.sealbench.core.DueCredentials.Cause;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.UnitState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which sealed credentials are due for shredding, and why.
final class DueRows {

    /// Released is what the unit was first: a quarantine that is lifted writes that state anew, and the days go on.
    private static final String SELECT = "SELECT s.serial, s.generation, u.state, u.work_order,"
            + " (SELECT min(r.changed_at) FROM unit_state r WHERE r.serial = s.serial AND r.state = 'RELEASED')"
            + " AS released_at,"
            + " w.retention_policy, w.retention_days, w.feature_years, w.security_years,"
            + " (SELECT max(m.generation) FROM unit_secret m WHERE m.serial = s.serial) AS newest"
            + " FROM unit_secret s JOIN unit_current u ON u.serial = s.serial"
            + " JOIN work_order w ON w.number = u.work_order WHERE s.shredded_at IS NULL";

    private DueRows() {}

    static List<DueCredentials> all(Handle handle, Optional<String> workOrder, Instant now) {
        var where = workOrder.isPresent() ? " AND u.work_order = :order" : "";
        var query = handle.createQuery(SELECT + where + " ORDER BY s.serial, s.generation");
        workOrder.ifPresent(number -> query.bind("order", number));
        return query.map((row, _) -> due(row, now)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Asked again in the transaction that forgets the key: the unit may have gone on since somebody looked.
    static void require(Handle handle, DueCredentials due, Instant now) throws BooksRefused {
        boolean isDue = handle.createQuery(SELECT + " AND s.serial = :serial AND s.generation = :generation")
                .bind("serial", due.serial().text())
                .bind("generation", due.generation())
                .map((row, _) -> due(row, now))
                .findOne()
                .flatMap(found -> found)
                .isPresent();
        if (!isDue) {
            throw new BooksRefused(new Refusal.NotDue(due.serial()));
        }
        if (isInRun(handle, due.serial())) {
            throw new BooksRefused(new Refusal.InRun(due.serial()));
        }
    }

    private static boolean isInRun(Handle handle, SerialNumber serial) {
        return handle.createQuery("SELECT count(*) FROM run r LEFT JOIN run_end e ON e.run_id = r.run_id"
                                + " WHERE r.serial = :serial AND e.run_id IS NULL")
                        .bind("serial", serial.text())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static Optional<DueCredentials> due(ResultSet row, Instant now) throws SQLException {
        var serial = new SerialNumber(row.getString("serial"));
        int generation = row.getInt("generation");
        var workOrder = row.getString("work_order");
        return cause(row, generation, now).map(cause -> new DueCredentials(serial, generation, workOrder, cause));
    }

    private static Optional<Cause> cause(ResultSet row, int generation, Instant now) throws SQLException {
        if (generation < row.getInt("newest")) {
            return Optional.of(Cause.REPLACED);
        }
        return switch (UnitState.valueOf(row.getString("state"))) {
            case REVERTED -> Optional.of(Cause.REVERTED);
            case SCRAPPED -> Optional.of(Cause.SCRAPPED);
            case RELEASED -> {
                yield now.isBefore(end(row)) ? Optional.empty() : Optional.of(Cause.KEPT_LONG_ENOUGH);
            }
            case SCANNED, IDENTIFIED, BURNED, KEYED, ORDERED, ATTESTED, LOCKED, RECORDED, LABELLED, QUARANTINED ->
                Optional.empty();
        };
    }

    /// Of the time for which released credentials are kept. In escrow that is the support period, counted from the
    /// release, which is not before the day of manufacture, and never less than the days (security.md 7).
    private static Instant end(ResultSet row) throws SQLException {
        var released = Rows.instant(row, "released_at");
        var days = released.plus(row.getInt("retention_days"), ChronoUnit.DAYS);
        return switch (Retention.Policy.valueOf(row.getString("retention_policy"))) {
            case DESTROY_AFTER_SHIP -> days;
            case ESCROW -> {
                var last = new SupportPeriod(row.getInt("feature_years"), row.getInt("security_years"))
                        .securityUpdatesUntil(released.atOffset(ZoneOffset.UTC).toLocalDate());
                var over = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                yield over.isAfter(days) ? over : days;
            }
        };
    }
}
