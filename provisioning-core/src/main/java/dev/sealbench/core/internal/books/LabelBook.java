package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Label prints. Every print is counted before it is sent.
public final class LabelBook {

    private static final String SELECT = "SELECT p.*, c.confirmed_at, v.voided_at FROM label_print p"
            + " LEFT JOIN label_confirmation c ON c.serial = p.serial AND c.kind = p.kind AND c.copy = p.copy"
            + " LEFT JOIN label_void v ON v.serial = p.serial AND v.kind = p.kind AND v.copy = p.copy";

    private final Ledger ledger;

    LabelBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Counts a print that is about to be sent and gives it its copy number. The prints before it are void.
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
                    serial,
                    kind,
                    copy,
                    entry.now(),
                    author.person(),
                    entry.station(),
                    reason,
                    Optional.empty(),
                    Optional.empty());
            insert(entry, print);
            voidEarlier(entry, print);
            entry.event("label.printing", serial, "%s, copy %d %s".formatted(name(kind), copy, reason));
            return print;
        });
    }

    /// Notes that the printer was ready and the printed code was read back. Nothing happens when that is noted.
    ///
    /// @throws BooksRefused with [Refusal.PrintUnknown] or [Refusal.PrintVoid]
    public void confirm(SerialNumber serial, LabelKind kind, int copy, Author author) throws BooksException {
        ledger.write(author, entry -> {
            var print = select(entry.handle(), serial).stream()
                    .filter(each -> each.kind() == kind && each.copy() == copy)
                    .findFirst()
                    .orElseThrow(() -> new BooksRefused(new Refusal.PrintUnknown(serial, kind, copy)));
            if (print.confirmed().isPresent()) {
                return null;
            }
            if (print.voided().isPresent()) {
                throw new BooksRefused(new Refusal.PrintVoid(serial, kind, copy));
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

    /// The last print of this label, which is the one that counts.
    public Optional<LabelPrint> last(SerialNumber serial, LabelKind kind) throws BooksException {
        return ofUnit(serial).stream()
                .filter(print -> print.kind() == kind)
                .max(Comparator.comparingInt(LabelPrint::copy));
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

    private static void voidEarlier(Entry entry, LabelPrint replacement) {
        var serial = replacement.serial();
        for (var earlier : select(entry.handle(), serial)) {
            boolean replaced = earlier.kind() == replacement.kind() && earlier.copy() < replacement.copy();
            if (!replaced || earlier.voided().isPresent()) {
                continue;
            }
            entry.handle()
                    .createUpdate("INSERT INTO label_void (serial, kind, copy, voided_at, person, station_id, reason)"
                            + " VALUES (:serial, :kind, :copy, :at, :person, :station, :reason)")
                    .bind("serial", serial.text())
                    .bind("kind", earlier.kind().name())
                    .bind("copy", earlier.copy())
                    .bind("at", Rows.time(entry.now()))
                    .bind("person", replacement.person())
                    .bind("station", replacement.station())
                    .bind("reason", replacement.reason())
                    .execute();
            entry.event("label.void", serial, "%s, copy %d".formatted(name(earlier.kind()), earlier.copy()));
        }
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
                Rows.optionalInstant(row, "confirmed_at"),
                Rows.optionalInstant(row, "voided_at"));
    }

    private static String name(LabelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
