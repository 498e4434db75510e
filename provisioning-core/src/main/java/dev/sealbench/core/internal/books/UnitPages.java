package dev.sealbench.core.internal.books;

import dev.sealbench.core.ExportRange;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitRecord;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Reads the units of a range by serial number, a page at a time.
final class UnitPages {

    private UnitPages() {}

    /// The units after the serial number `after` (empty: from the first), at most `limit`.
    static List<UnitRecord> next(Handle handle, ExportRange range, String after, int limit) {
        if (range instanceof ExportRange.These(var serials)) {
            return known(handle, serials, after, limit);
        }
        var page = serials(handle, range, after, limit);
        return page.isEmpty() ? List.of() : records(handle, page);
    }

    /// How many units the range has.
    static long count(Handle handle, ExportRange range) {
        if (range instanceof ExportRange.These(var serials)) {
            return serials.size();
        }
        var query = handle.createQuery("SELECT count(*) FROM unit u" + where(range));
        bind(query, range);
        return query.mapTo(Long.class).one();
    }

    private static List<String> serials(Handle handle, ExportRange range, String after, int limit) {
        // ordered by a whole index: H2 sorts all that follows, page after page, when it is asked for less
        var order = range instanceof ExportRange.OfWorkOrder ? "u.work_order, u.serial" : "u.serial";
        var query = handle.createQuery("SELECT u.serial FROM unit u" + where(range) + " AND u.serial > :after ORDER BY "
                        + order + " FETCH FIRST :limit ROWS ONLY")
                .bind("after", after)
                .bind("limit", limit);
        bind(query, range);
        return query.mapTo(String.class).list();
    }

    private static String where(ExportRange range) {
        return switch (range) {
            case ExportRange.All _, ExportRange.These _ -> " WHERE true";
            case ExportRange.OfWorkOrder _ -> " WHERE u.work_order = :order";
            case ExportRange.OfCustomer _ ->
                " WHERE u.work_order IN (SELECT w.number FROM work_order w WHERE w.vid = :vid)";
            case ExportRange.ScannedIn _ -> " WHERE u.created_at >= :from AND u.created_at < :until";
        };
    }

    private static void bind(SqlStatement<?> query, ExportRange range) {
        switch (range) {
            case ExportRange.All _, ExportRange.These _ -> {}
            case ExportRange.OfWorkOrder(var number) -> query.bind("order", number);
            case ExportRange.OfCustomer(var vid) -> query.bind("vid", vid);
            case ExportRange.ScannedIn(var period) ->
                query.bind("from", Rows.time(period.from())).bind("until", Rows.time(period.until()));
        }
    }

    private static List<UnitRecord> known(Handle handle, List<SerialNumber> serials, String after, int limit) {
        var page = new ArrayList<String>();
        for (var serial : serials) {
            if (serial.text().compareTo(after) > 0 && page.size() < limit) {
                page.add(serial.text());
            }
        }
        return page.isEmpty() ? List.of() : records(handle, page);
    }

    private static List<UnitRecord> records(Handle handle, List<String> serials) {
        return handle.createQuery("SELECT * FROM unit_current WHERE serial IN (<serials>) ORDER BY serial")
                .bindList("serials", serials)
                .map((row, _) -> UnitRows.toUnit(row))
                .list();
    }
}
