package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.ChipId;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.core.WorkOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Units: how far each is, how it came there, which chip it has.
public final class UnitBook {

    private static final int FETCH_ROWS = 1000;

    private final Ledger ledger;

    UnitBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// A serial number was scanned: the unit as it is known, or a new one of the open work order that
    /// covers it. A unit that was started is found again also when its work order is closed or full by now.
    ///
    /// @param workOrder the one that the unit must belong to, if the caller named one
    /// @throws BooksRefused with [Refusal.SerialInUse], [Refusal.NoWorkOrder], [Refusal.WorkOrderClosed] or
    ///     [Refusal.WorkOrderFull]
    public UnitRecord scan(SerialNumber serial, Optional<String> workOrder, Author author) throws BooksException {
        return ledger.write(author, entry -> {
            var known = UnitRows.select(entry.handle(), serial);
            return known.isPresent() ? ofOrder(known.get(), workOrder) : taken(entry, serial, workOrder);
        });
    }

    private static UnitRecord ofOrder(UnitRecord known, Optional<String> workOrder) throws BooksRefused {
        if (!workOrder.orElse(known.workOrder()).equals(known.workOrder())) {
            throw new BooksRefused(new Refusal.SerialInUse(known.serial(), known.workOrder()));
        }
        return known;
    }

    private static UnitRecord taken(Entry entry, SerialNumber serial, Optional<String> workOrder) throws BooksRefused {
        var order = lockedOrderFor(entry.handle(), serial, workOrder);
        var known = UnitRows.select(entry.handle(), serial);
        if (known.isPresent()) { // another station scanned it while we waited for the work order
            return ofOrder(known.get(), workOrder);
        }
        requirePlace(entry.handle(), order);
        UnitRows.insert(entry, serial, order.number());
        entry.event("unit.scanned", serial, "work order " + order.number());
        return UnitRows.require(entry.handle(), serial);
    }

    /// Binds a chip to a unit, for good, and makes the unit at least [UnitState#IDENTIFIED]. Nothing
    /// happens when it is the unit's chip.
    ///
    /// @throws BooksRefused with [Refusal.SerialUnknown], [Refusal.ChipKnownUnderOtherSerial],
    ///     [Refusal.SerialBoundToOtherChip] or [Refusal.StateNotAllowed]
    public void bindChip(SerialNumber serial, ChipBinding binding, Author author) throws BooksException {
        ledger.write(author, entry -> {
            var unit = UnitRows.lock(entry, serial);
            var owner = selectOwner(entry.handle(), binding.chip());
            if (owner.isPresent() && !owner.get().equals(serial)) {
                throw new BooksRefused(new Refusal.ChipKnownUnderOtherSerial(owner.get()));
            }
            if (unit.chip().isPresent() && !unit.chip().get().equals(binding.chip())) {
                throw new BooksRefused(
                        new Refusal.SerialBoundToOtherChip(unit.chip().get()));
            }
            if (owner.isEmpty()) {
                insertChip(entry, serial, binding);
                entry.event(
                        "unit.chip-bound",
                        serial,
                        binding.chip() + (binding.expected() ? "" : ", not on the list of the lot"));
            }
            UnitRows.append(entry, serial, UnitState.IDENTIFIED, "");
            return null;
        });
    }

    /// Notes that the unit came at least this far. Nothing happens when it has been there or further.
    ///
    /// @param state one of the way
    /// @throws BooksRefused with [Refusal.SerialUnknown] or [Refusal.StateNotAllowed] (quarantined, scrapped)
    public void advance(SerialNumber serial, UnitState state, Author author) throws BooksException {
        ledger.write(author, entry -> append(entry, serial, state));
    }

    /// As [#advance], for a step within a run: after a power failure the books may not know of it. Charger
    /// and journal decide how the unit goes on, and the step is noted again then.
    public void reach(SerialNumber serial, UnitState state, Author author) throws BooksException {
        ledger.writeSoon(author, entry -> append(entry, serial, state));
    }

    /// Notes what was decided about a unit: reverted, quarantined or scrapped. Nothing happens when it is
    /// that.
    ///
    /// @param reason 1 to 256 characters
    /// @throws BooksRefused with [Refusal.SerialUnknown], [Refusal.ReasonMissing] or
    ///     [Refusal.StateNotAllowed]
    public void decide(SerialNumber serial, UnitState decision, String reason, Author author) throws BooksException {
        if (decision.isOnTheWay()) {
            throw new IllegalArgumentException(decision + " is a state of the way, not a decision");
        }
        ledger.write(author, entry -> {
            Reasons.require(decision.name(), reason);
            if (UnitRows.append(entry, serial, decision, reason)) {
                entry.event("unit." + decision.name().toLowerCase(Locale.ROOT), serial, reason);
                entry.seal();
            }
            return null;
        });
    }

    /// Ends a quarantine: the unit is again what it was before.
    ///
    /// @param reason 1 to 256 characters
    /// @return what it is now
    /// @throws BooksRefused with [Refusal.SerialUnknown], [Refusal.ReasonMissing], or
    ///     [Refusal.StateNotAllowed]
    ///     when it is not in quarantine
    public UnitState liftQuarantine(SerialNumber serial, String reason, Author author) throws BooksException {
        return ledger.write(author, entry -> {
            Reasons.require("lifting a quarantine", reason);
            var state = UnitRows.lift(entry, serial, reason);
            entry.event("unit.quarantine-lifted", serial, reason);
            return state;
        });
    }

    /// The unit as it is now.
    public Optional<UnitRecord> find(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> UnitRows.select(handle, serial));
    }

    /// Everything that the unit was, oldest first; empty when it is unknown.
    public List<UnitStateChange> history(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> handle.createQuery(
                        "SELECT * FROM unit_state WHERE serial = :serial ORDER BY position")
                .bind("serial", serial.text())
                .map((row, _) -> new UnitStateChange(
                        row.getInt("position"),
                        UnitState.valueOf(row.getString("state")),
                        Rows.instant(row, "changed_at"),
                        row.getString("person"),
                        row.getString("station_id"),
                        row.getString("reason")))
                .list());
    }

    /// The unit's chip with its certificate.
    public Optional<ChipBinding> chip(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT * FROM chip_binding WHERE serial = :serial")
                .bind("serial", serial.text())
                .map((row, _) -> new ChipBinding(
                        new ChipId(row.getString("chip")),
                        Rows.octets(row, "endorsement_public"),
                        Rows.octets(row, "endorsement_certificate"),
                        row.getBoolean("expected")))
                .findOne());
    }

    /// The unit that has this chip.
    public Optional<SerialNumber> ownerOf(ChipId chip) throws BooksException {
        return ledger.read(handle -> selectOwner(handle, chip));
    }

    /// Units by serial number, all or those of one work order. For screens; for many, [#forEach].
    public List<UnitRecord> list(Optional<String> workOrder) throws BooksException {
        var units = new ArrayList<UnitRecord>();
        forEach(workOrder, units::add);
        return List.copyOf(units);
    }

    /// The newest units whose serial number has this part, at most `limit`; nothing else counts as a part than letters
    /// and digits.
    public List<UnitRecord> search(String part, int limit) throws BooksException {
        if (!part.matches("[A-Z0-9]{0,16}")) {
            return List.of();
        }
        return ledger.read(handle -> {
            var serials = handle.createQuery(
                            "SELECT serial FROM unit WHERE serial LIKE :part ORDER BY serial DESC FETCH FIRST :limit"
                                    + " ROWS ONLY")
                    .bind("part", "%" + part + "%")
                    .bind("limit", limit)
                    .mapTo(String.class)
                    .list();
            var units = new ArrayList<UnitRecord>();
            serials.forEach(
                    serial -> UnitRows.select(handle, new SerialNumber(serial)).ifPresent(units::add));
            return List.copyOf(units);
        });
    }

    /// Hands over units by serial number, one after the other: memory does not grow with their number. `use` runs
    /// within the transaction and must not write to the books.
    public void forEach(Optional<String> workOrder, Consumer<UnitRecord> use) throws BooksException {
        ledger.stream(handle -> {
            var where = workOrder.isPresent() ? " WHERE work_order = :order" : "";
            var query = handle.createQuery("SELECT * FROM unit_current" + where + " ORDER BY serial")
                    .setFetchSize(FETCH_ROWS);
            workOrder.ifPresent(number -> query.bind("order", number));
            query.map((row, _) -> UnitRows.toUnit(row)).forEach(use);
            return null;
        });
    }

    /// The units of a range after `last` (none: from the first) by serial number, at most `limit`; none at
    /// the end. For reading all of them a page at a time, whatever is added meanwhile.
    public List<UnitRecord> next(ExportRange range, Optional<SerialNumber> last, int limit) throws BooksException {
        var after = last.map(SerialNumber::text).orElse("");
        return ledger.read(handle -> UnitPages.next(handle, range, after, limit));
    }

    /// How many units a range has; of named ones, how many were named.
    public long count(ExportRange range) throws BooksException {
        return ledger.read(handle -> UnitPages.count(handle, range));
    }

    private static Void append(Entry entry, SerialNumber serial, UnitState state) throws BooksException {
        if (!state.isOnTheWay()) {
            throw new IllegalArgumentException(state + " is a decision, not a state of the way");
        }
        if (UnitRows.append(entry, serial, state, "")) {
            entry.event("unit." + state.name().toLowerCase(Locale.ROOT), serial, "");
            if (state == UnitState.RELEASED) {
                entry.seal();
                WorkOrderBook.closeWhenFull(
                        entry, UnitRows.require(entry.handle(), serial).workOrder());
            }
        }
        return null;
    }

    private static WorkOrder lockedOrderFor(Handle handle, SerialNumber serial, Optional<String> wanted)
            throws BooksRefused {
        var covering = WorkOrderRows.selectCovering(handle, serial).stream()
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.number()))
                .toList();
        if (covering.isEmpty()) {
            throw new BooksRefused(new Refusal.NoWorkOrder(serial));
        }
        var open = covering.stream()
                .filter(order -> !WorkOrderRows.isClosed(handle, order.number()))
                .findFirst()
                .orElseThrow(() -> new BooksRefused(
                        new Refusal.WorkOrderClosed(covering.getFirst().number())));
        WorkOrderRows.lock(handle, open.number());
        if (WorkOrderRows.isClosed(handle, open.number())) { // by whoever had the lock
            throw new BooksRefused(new Refusal.WorkOrderClosed(open.number()));
        }
        return open;
    }

    private static void requirePlace(Handle handle, WorkOrder order) throws BooksRefused {
        long started = WorkOrderBook.counts(handle, order.number()).entrySet().stream()
                .filter(each -> each.getKey() != UnitState.SCRAPPED)
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (started >= order.quantity()) {
            throw new BooksRefused(new Refusal.WorkOrderFull(order.number(), order.quantity()));
        }
    }

    private static Optional<SerialNumber> selectOwner(Handle handle, ChipId chip) {
        return handle.createQuery("SELECT serial FROM chip_binding WHERE chip = :chip")
                .bind("chip", chip.hex())
                .map((row, _) -> new SerialNumber(row.getString("serial")))
                .findOne();
    }

    private static void insertChip(Entry entry, SerialNumber serial, ChipBinding binding) {
        entry.handle()
                .createUpdate("INSERT INTO chip_binding (chip, serial, endorsement_public, endorsement_certificate,"
                        + " expected, bound_at) VALUES (:chip, :serial, :public, :certificate, :expected, :now)")
                .bind("chip", binding.chip().hex())
                .bind("serial", serial.text())
                .bind("public", binding.endorsementPublic().toBytes())
                .bind("certificate", binding.endorsementCertificate().toBytes())
                .bind("expected", binding.expected())
                .bind("now", Rows.time(entry.now()))
                .execute();
    }
}
