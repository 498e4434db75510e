package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Label prints. Every print is counted before it is sent.
public final class LabelBook {

    private static final String SELECT = "SELECT p.*, c.confirmed_at FROM label_print p LEFT JOIN label_confirmation c"
            + " ON c.serial = p.serial AND c.kind = p.kind AND c.copy = p.copy";

    private final Ledger ledger;

    LabelBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Counts a print that is about to be sent and gives it its copy number.
    ///
    /// @param reason why it is printed again, 1 to 256 characters; empty for the first copy
    /// @throws BooksRefused with [Refusal.SerialUnknown] or [Refusal.ReasonMissing]
    public LabelPrint begin(SerialNumber serial, LabelKind kind, String reason, Author author) throws BooksException {
        return ledger.write(author, entry -> {
            UnitRows.lock(entry, serial);
            int copy = nextCopy(entry.handle(), serial, kind);
            if (copy > 1) {
                Reasons.require("a reprint", reason);
            }
            var print = new LabelPrint(
                    serial, kind, copy, entry.now(), author.person(), entry.station(), reason, Optional.empty());
            insert(entry, print);
            entry.event("label.printing", serial, "%s, copy %d %s".formatted(name(kind), copy, reason));
            return print;
        });
    }

    /// Notes that the printer was ready and the printed code was read back. Nothing happens when that is noted.
    ///
    /// @throws BooksRefused with [Refusal.PrintUnknown]
    public void confirm(SerialNumber serial, LabelKind kind, int copy, Author author) throws BooksException {
        ledger.write(author, entry -> {
            var print = select(entry.handle(), serial).stream()
                    .filter(each -> each.kind() == kind && each.copy() == copy)
                    .findFirst()
                    .orElseThrow(() -> new BooksRefused(new Refusal.PrintUnknown(serial, kind, copy)));
            if (print.confirmed().isPresent()) {
                return null;
            }
            entry.handle()
                    .createUpdate("INSERT INTO label_confirmation (serial, kind, copy, confirmed_at)"
                            + " VALUES (:serial, :kind, :copy, :now)")
                    .bind("serial", serial.text())
                    .bind("kind", kind.name())
                    .bind("copy", copy)
                    .bind("now", Rows.time(entry.now()))
                    .execute();
            entry.event("label.printed", serial, "%s, copy %d".formatted(name(kind), copy));
            return null;
        });
    }

    /// The number that the next print of this label would have.
    public int nextCopy(SerialNumber serial, LabelKind kind) throws BooksException {
        return ledger.read(handle -> nextCopy(handle, serial, kind));
    }

    /// All prints of a unit, oldest first.
    public List<LabelPrint> ofUnit(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> select(handle, serial));
    }

    private static int nextCopy(Handle handle, SerialNumber serial, LabelKind kind) {
        return handle.createQuery(
                        "SELECT coalesce(max(copy), 0) + 1 FROM label_print WHERE serial = :serial AND kind = :kind")
                .bind("serial", serial.text())
                .bind("kind", kind.name())
                .mapTo(Integer.class)
                .one();
    }

    private static List<LabelPrint> select(Handle handle, SerialNumber serial) {
        return handle.createQuery(SELECT + " WHERE p.serial = :serial ORDER BY p.printed_at, p.kind, p.copy")
                .bind("serial", serial.text())
                .map((row, _) -> toPrint(row))
                .list();
    }

    private static void insert(Entry entry, LabelPrint print) {
        entry.handle()
                .createUpdate("INSERT INTO label_print (serial, kind, copy, printed_at, person, station_id, reason)"
                        + " VALUES (:serial, :kind, :copy, :at, :person, :station, :reason)")
                .bind("serial", print.serial().text())
                .bind("kind", print.kind().name())
                .bind("copy", print.copy())
                .bind("at", Rows.time(print.at()))
                .bind("person", print.person())
                .bind("station", print.station())
                .bind("reason", print.reason())
                .execute();
    }

    private static LabelPrint toPrint(ResultSet row) throws SQLException {
        return new LabelPrint(
                new SerialNumber(row.getString("serial")),
                LabelKind.valueOf(row.getString("kind")),
                row.getInt("copy"),
                Rows.instant(row, "printed_at"),
                row.getString("person"),
                row.getString("station_id"),
                row.getString("reason"),
                Rows.optionalInstant(row, "confirmed_at"));
    }

    private static String name(LabelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
