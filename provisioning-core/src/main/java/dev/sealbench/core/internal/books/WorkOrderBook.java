package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.WorkOrderDates;
import dev.sealbench.core.WorkOrderFinding;
import dev.sealbench.core.WorkOrderStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/// Work orders: opened once, closed once, never changed.
public final class WorkOrderBook {

    private final Ledger ledger;

    WorkOrderBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// As [#open] with dates, without any.
    public void open(WorkOrder order, Author author) throws BooksException {
        open(order, WorkOrderDates.NONE, author);
    }

    /// As [#open] with label templates, without any.
    public void open(WorkOrder order, WorkOrderDates dates, Author author) throws BooksException {
        open(order, dates, List.of(), author);
    }

    /// Opens a work order.
    ///
    /// @param templates versions of label templates that it uses, whatever is saved later; at most one of a kind
    /// @throws BooksRefused with [Refusal.Exists], [Refusal.NotFound] (customer lock, release, template),
    ///     [Refusal.ReleaseBlocked], [Refusal.ReleaseOfOther], [Refusal.SerialRangeTaken] or
    ///     [Refusal.SerialRangeTooSmall]
    public void open(WorkOrder order, WorkOrderDates dates, List<String> templates, Author author)
            throws BooksException {
        ledger.write(author, entry -> {
            lockCustomers(entry.handle());
            var broken = WorkOrderRules.broken(entry.handle(), order);
            if (!broken.isEmpty()) {
                throw new BooksRefused(broken.getFirst().refusal());
            }
            WorkOrderRows.insert(entry, order);
            WorkOrderRows.insert(entry, order.number(), dates);
            entry.event(
                    "work-order.opened",
                    "%s: %d x %s for %s".formatted(order.number(), order.quantity(), order.model(), order.vid()));
            for (var template : templates) {
                TemplateBook.assign(entry, order.number(), template);
            }
            return null;
        });
    }

    /// Closes a work order; units that were started may still be finished. Nothing happens when it is closed.
    ///
    /// @param reason 1 to 256 characters
    /// @throws BooksRefused with [Refusal.NotFound] or [Refusal.ReasonMissing]
    public void close(String number, String reason, Author author) throws BooksException {
        ledger.write(author, entry -> {
            Reasons.require("closing a work order", reason);
            if (WorkOrderRows.lock(entry.handle(), number).isEmpty()) {
                throw new BooksRefused(new Refusal.NotFound("work order " + number));
            }
            end(entry, number, reason);
            return null;
        });
    }

    /// A unit of the work order was released: when it was the last place, the work order is closed.
    /// Scrapped units gave their place back.
    static void closeWhenFull(Entry entry, String number) {
        var order = WorkOrderRows.lock(entry.handle(), number).orElseThrow();
        if (counts(entry.handle(), number).getOrDefault(UnitState.RELEASED, 0L) >= order.quantity()) {
            end(entry, number, "all %d units are released".formatted(order.quantity()));
        }
    }

    private static void end(Entry entry, String number, String reason) {
        if (WorkOrderRows.isClosed(entry.handle(), number)) {
            return;
        }
        entry.handle()
                .createUpdate("INSERT INTO work_order_end (number, reason, closed_at) VALUES (:number, :reason, :now)")
                .bind("number", number)
                .bind("reason", reason)
                .bind("now", Rows.time(entry.now()))
                .execute();
        entry.event("work-order.closed", number + ": " + reason);
    }

    /// Every rule that this work order would break if it were opened now, with the field that it is about.
    public List<WorkOrderFinding> check(WorkOrder order) throws BooksException {
        return ledger.read(handle -> WorkOrderRules.broken(handle, order).stream()
                .map(broken ->
                        new WorkOrderFinding(broken.field(), broken.refusal().text()))
                .toList());
    }

    /// The first counter under `prefix` that no work order ever covered and that has a serial number; empty
    /// when none is left.
    public OptionalInt nextFreeCounter(String prefix) throws BooksException {
        int last = ledger.read(handle -> handle.createQuery(
                        "SELECT coalesce(max(last_counter), -1) FROM work_order WHERE serial_prefix = :prefix")
                .bind("prefix", prefix)
                .mapTo(Integer.class)
                .one());
        return IntStream.rangeClosed(last + 1, SerialNumber.MAX_COUNTER)
                .filter(counter -> SerialNumber.of(prefix, counter).isPresent())
                .findFirst();
    }

    /// This work order and how far it is.
    public Optional<WorkOrderStatus> find(String number) throws BooksException {
        return ledger.read(handle -> {
            var order = WorkOrderRows.select(handle, number);
            return order.isEmpty() ? Optional.empty() : Optional.of(status(handle, order.get()));
        });
    }

    /// All work orders, oldest first.
    public List<WorkOrderStatus> list() throws BooksException {
        return ledger.read(handle -> WorkOrderRows.selectAll(handle).stream()
                .map(order -> status(handle, order))
                .toList());
    }

    /// The open work order whose range covers `serial`.
    public Optional<WorkOrder> openFor(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> WorkOrderRows.selectCovering(handle, serial).stream()
                .filter(order -> !WorkOrderRows.isClosed(handle, order.number()))
                .findFirst());
    }

    /// Work orders are opened one at a time, by whichever station: else two could take the same serial
    /// numbers.
    private static void lockCustomers(Handle handle) {
        handle.createQuery("SELECT vid FROM customer ORDER BY vid <lock>")
                .mapTo(UUID.class)
                .list();
    }

    private static WorkOrderStatus status(Handle handle, WorkOrder order) {
        return new WorkOrderStatus(
                order,
                WorkOrderRows.openedAt(handle, order.number()),
                WorkOrderRows.closedAt(handle, order.number()),
                counts(handle, order.number()),
                WorkOrderRows.dates(handle, order.number()),
                WorkOrderRows.templates(handle, order.number()));
    }

    static Map<UnitState, Long> counts(Handle handle, String number) {
        var counts = new EnumMap<UnitState, Long>(UnitState.class);
        handle.createQuery(
                        "SELECT state, count(*) AS units FROM unit_current WHERE work_order = :number GROUP BY state")
                .bind("number", number)
                .map((row, _) -> Map.entry(UnitState.valueOf(row.getString("state")), row.getLong("units")))
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }
}
