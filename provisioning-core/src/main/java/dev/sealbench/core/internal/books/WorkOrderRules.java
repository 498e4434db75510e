package dev.sealbench.core.internal.books;

import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.WorkOrderFinding.Field;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What a work order must keep to when it is opened. The one place: a form asks the same rules as the books.
final class WorkOrderRules {

    private WorkOrderRules() {}

    /// A rule that is not kept, and the field that it is about.
    record Broken(Field field, Refusal refusal) {}

    /// Every rule that the work order breaks; none when it may be opened.
    static List<Broken> broken(Handle handle, WorkOrder order) {
        var broken = new ArrayList<Broken>();
        if (WorkOrderRows.select(handle, order.number()).isPresent()) {
            broken.add(new Broken(Field.NUMBER, new Refusal.Exists("work order " + order.number())));
        }
        customer(handle, order, broken);
        release(handle, order, broken);
        serials(handle, order, broken);
        return broken;
    }

    private static void customer(Handle handle, WorkOrder order, List<Broken> broken) {
        if (!CustomerBook.isKnown(handle, order.vid())) {
            broken.add(new Broken(Field.CUSTOMER, new Refusal.NotFound("customer " + order.vid())));
        } else if (CustomerBook.newestRevision(handle, order.vid(), order.cid()) == 0) {
            broken.add(noLock(order.cid().toString()));
        } else if (!isOfModel(handle, order)) {
            broken.add(noLock(order.model() + "/" + order.hardwareRevision()));
        }
    }

    private static Broken noLock(String deviceClass) {
        return new Broken(Field.DEVICE_CLASS, new Refusal.NotFound("a customer lock for device class " + deviceClass));
    }

    /// Else only the charger would notice (ORDER.md 4.9), after its firmware and its secrets.
    private static boolean isOfModel(Handle handle, WorkOrder order) {
        return handle.createQuery("SELECT count(*) FROM customer_lock WHERE vid = :vid AND cid = :cid"
                                + " AND model = :model AND hardware_revision = :revision")
                        .bind("vid", order.vid())
                        .bind("cid", order.cid())
                        .bind("model", order.model())
                        .bind("revision", order.hardwareRevision())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static void release(Handle handle, WorkOrder order, List<Broken> broken) {
        var release = ReleaseBook.select(handle, order.release());
        if (release.isEmpty()) {
            broken.add(new Broken(Field.RELEASE, new Refusal.NotFound("firmware release " + order.release())));
            return;
        }
        if (!release.get().vid().equals(order.vid()) || !release.get().cid().equals(order.cid())) {
            broken.add(new Broken(Field.RELEASE, new Refusal.ReleaseOfOther(order.release())));
        }
        ReleaseBook.selectBlock(handle, order.release())
                .ifPresent(reason ->
                        broken.add(new Broken(Field.RELEASE, new Refusal.ReleaseBlocked(order.release(), reason))));
    }

    private static void serials(Handle handle, WorkOrder order, List<Broken> broken) {
        long usable = order.serials().serials().limit(order.quantity()).count();
        if (usable < order.quantity()) {
            broken.add(new Broken(Field.QUANTITY, new Refusal.SerialRangeTooSmall(order.quantity(), usable)));
        }
        for (var other : WorkOrderRows.selectByPrefix(handle, order.serials().prefix())) {
            if (other.serials().overlaps(order.serials()) && !WorkOrderRows.isClosed(handle, other.number())) {
                broken.add(new Broken(Field.SERIALS, new Refusal.SerialRangeTaken(other.number())));
                return;
            }
        }
    }
}
