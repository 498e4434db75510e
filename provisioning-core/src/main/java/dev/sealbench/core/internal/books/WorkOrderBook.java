package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.WorkOrderStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Work orders: opened once, closed once, never changed.
public final class WorkOrderBook {

    private final Ledger ledger;

    WorkOrderBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Opens a work order.
    ///
    /// @throws BooksRefused with [Refusal.Exists], [Refusal.NotFound] (customer lock, release),
    ///     [Refusal.ReleaseBlocked], [Refusal.ReleaseOfOther], [Refusal.SerialRangeTaken] or
    ///     [Refusal.SerialRangeTooSmall]
    public void open(WorkOrder order, Author author) throws BooksException {
        ledger.write(author, entry -> {
            requireOpenable(entry.handle(), order);
            WorkOrderRows.insert(entry, order);
            entry.event(
                    "work-order.opened",
                    "%s: %d x %s for %s".formatted(order.number(), order.quantity(), order.model(), order.vid()));
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
            if (WorkOrderRows.isClosed(entry.handle(), number)) {
                return null;
            }
            entry.handle()
                    .createUpdate("INSERT INTO work_order_end (number, reason, closed_at)"
                            + " VALUES (:number, :reason, :now)")
                    .bind("number", number)
                    .bind("reason", reason)
                    .bind("now", Rows.time(entry.now()))
                    .execute();
            entry.event("work-order.closed", number + ": " + reason);
            return null;
        });
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

    private static void requireOpenable(Handle handle, WorkOrder order) throws BooksRefused {
        if (WorkOrderRows.select(handle, order.number()).isPresent()) {
            throw new BooksRefused(new Refusal.Exists("work order " + order.number()));
        }
        CustomerBook.requireCustomer(handle, order.vid());
        if (CustomerBook.newestRevision(handle, order.vid(), order.cid()) == 0) {
            throw new BooksRefused(new Refusal.NotFound("a customer lock for device class " + order.cid()));
        }
        requireDeviceClass(handle, order);
        requireRelease(handle, order);
        requireSerials(handle, order);
    }

    /// Else only the charger would notice (ORDER.md 4.9), after its firmware and its secrets.
    private static void requireDeviceClass(Handle handle, WorkOrder order) throws BooksRefused {
        long locks = handle.createQuery("SELECT count(*) FROM customer_lock WHERE vid = :vid AND cid = :cid"
                        + " AND model = :model AND hardware_revision = :revision")
                .bind("vid", order.vid())
                .bind("cid", order.cid())
                .bind("model", order.model())
                .bind("revision", order.hardwareRevision())
                .mapTo(Long.class)
                .one();
        if (locks == 0) {
            var deviceClass = order.model() + "/" + order.hardwareRevision();
            throw new BooksRefused(new Refusal.NotFound("a customer lock for device class " + deviceClass));
        }
    }

    private static void requireRelease(Handle handle, WorkOrder order) throws BooksRefused {
        var release = ReleaseBook.select(handle, order.release())
                .orElseThrow(() -> new BooksRefused(new Refusal.NotFound("firmware release " + order.release())));
        if (!release.vid().equals(order.vid()) || !release.cid().equals(order.cid())) {
            throw new BooksRefused(new Refusal.ReleaseOfOther(order.release()));
        }
        var blocked = ReleaseBook.selectBlock(handle, order.release());
        if (blocked.isPresent()) {
            throw new BooksRefused(new Refusal.ReleaseBlocked(order.release(), blocked.get()));
        }
    }

    private static void requireSerials(Handle handle, WorkOrder order) throws BooksRefused {
        long usable = order.serials().serials().limit(order.quantity()).count();
        if (usable < order.quantity()) {
            throw new BooksRefused(new Refusal.SerialRangeTooSmall(order.quantity(), usable));
        }
        for (var other : WorkOrderRows.selectByPrefix(handle, order.serials().prefix())) {
            if (other.serials().overlaps(order.serials()) && !WorkOrderRows.isClosed(handle, other.number())) {
                throw new BooksRefused(new Refusal.SerialRangeTaken(other.number()));
            }
        }
    }

    private static WorkOrderStatus status(Handle handle, WorkOrder order) {
        return new WorkOrderStatus(
                order,
                WorkOrderRows.openedAt(handle, order.number()),
                WorkOrderRows.closedAt(handle, order.number()),
                counts(handle, order.number()));
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
