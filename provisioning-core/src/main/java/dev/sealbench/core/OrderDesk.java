package dev.sealbench.core;

import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.CustomerImport;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.ReleaseImport;
import dev.sealbench.core.release.ReleaseCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Work orders, and what they are made of: customers and releases. Safe to share between threads.
public final class OrderDesk {

    private final Bench bench;
    private final Session session;

    OrderDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
    }

    /// All work orders, oldest first.
    public List<WorkOrderStatus> list() throws StationException {
        session.require(Permission.LOOK);
        return Desks.ask(() -> bench.books().workOrders().list());
    }

    /// Opens a work order.
    ///
    /// @throws StationException when the books do not allow it: another customer's release, serials that overlap
    public void open(WorkOrder order) throws StationException {
        session.require(Permission.WORK_ORDERS);
        Desks.noted(
                bench,
                "work-order.refused",
                () -> Desks.ask(() -> {
                    bench.books().workOrders().open(order, bench.author());
                    return null;
                }));
    }

    /// As [#open], with dates.
    public void open(WorkOrder order, WorkOrderDates dates) throws StationException {
        open(order, dates, List.of());
    }

    /// As [#open], with dates and the versions of label templates that its labels are made with, whatever is saved
    /// later.
    ///
    /// @param templates `plate-3`: at most one of a kind; the others have the latest
    public void open(WorkOrder order, WorkOrderDates dates, List<String> templates) throws StationException {
        session.require(Permission.WORK_ORDERS);
        Desks.noted(
                bench,
                "work-order.refused",
                () -> Desks.ask(() -> {
                    bench.books().workOrders().open(order, dates, templates, bench.author());
                    return null;
                }));
    }

    /// Why this work order could not be opened now, field by field; empty when it could. The rules are
    /// those of [#open].
    public List<WorkOrderFinding> check(WorkOrder order) throws StationException {
        session.require(Permission.WORK_ORDERS);
        return Desks.ask(() -> bench.books().workOrders().check(order));
    }

    /// What a work order can be opened for.
    public WorkOrderChoices choices() throws StationException {
        session.require(Permission.WORK_ORDERS);
        return Desks.ask(() -> {
            var books = bench.books();
            var releases = new ArrayList<FirmwareRelease>();
            for (var release : books.releases().list().reversed()) {
                if (books.releases().blocked(release.image()).isEmpty()) {
                    releases.add(release);
                }
            }
            var customers = new ArrayList<WorkOrderChoices.OfCustomer>();
            for (var customer : books.customers().list()) {
                var classes = books.customers().locks(customer.vid()).stream()
                        .map(lock -> new WorkOrderChoices.OfDeviceClass(lock, fitting(releases, lock)))
                        .toList();
                if (!classes.isEmpty()) {
                    customers.add(new WorkOrderChoices.OfCustomer(customer, classes));
                }
            }
            return new WorkOrderChoices(customers);
        });
    }

    private static List<FirmwareRelease> fitting(List<FirmwareRelease> releases, CustomerLock lock) {
        return releases.stream()
                .filter(release ->
                        release.vid().equals(lock.vid()) && release.cid().equals(lock.cid()))
                .toList();
    }

    /// The serial numbers that a new work order of `quantity` units gets when it begins behind all that any
    /// work order covered; empty when the prefix has not that many left.
    ///
    /// @throws MalformedSerial when the prefix is malformed
    public Optional<SerialRange> nextFree(String prefix, int quantity) throws StationException {
        session.require(Permission.WORK_ORDERS);
        SerialNumber.requirePrefix(prefix);
        var first = Desks.ask(() -> bench.books().workOrders().nextFreeCounter(prefix));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        return new SerialRange(prefix, first.getAsInt(), SerialNumber.MAX_COUNTER)
                .serials()
                .skip(quantity - 1L)
                .findFirst()
                .map(last -> new SerialRange(prefix, first.getAsInt(), last.counter()));
    }

    /// Closes a work order by hand, before it is full; a full one is closed when its last unit is released.
    public void close(String number, String reason) throws StationException {
        session.require(Permission.WORK_ORDERS);
        Desks.ask(() -> {
            bench.books().workOrders().close(number, reason, bench.author());
            return null;
        });
    }

    /// All customers.
    public List<Customer> customers() throws StationException {
        session.require(Permission.LOOK);
        return Desks.ask(() -> bench.books().customers().list());
    }

    /// All releases, oldest first.
    public List<FirmwareRelease> releases() throws StationException {
        session.require(Permission.LOOK);
        return Desks.ask(() -> bench.books().releases().list());
    }

    /// Puts a release on the block list.
    public void blockRelease(Digest image, String reason) throws StationException {
        session.require(Permission.RELEASES);
        Desks.ask(() -> {
            bench.books().releases().block(image, reason, bench.author());
            return null;
        });
    }

    /// Verifies a release of a customer for one of its device classes and takes it into home and books.
    ///
    /// @param folder image, SBOM and release record
    public FirmwareRelease importRelease(Path folder, UUID vid, UUID cid) throws StationException {
        session.require(Permission.RELEASES);
        return Desks.noted(bench, "release.refused", () -> new ReleaseImport(bench, _ -> {}).take(folder, vid, cid));
    }

    /// As [#importRelease(Path, UUID, UUID)], for the customer and device class that the image names.
    ///
    /// @param passed told of each check as it passes, on this thread
    public FirmwareRelease importRelease(Path folder, Consumer<ReleaseCheck> passed) throws StationException {
        session.require(Permission.RELEASES);
        return Desks.noted(bench, "release.refused", () -> new ReleaseImport(bench, passed).take(folder));
    }

    /// Verifies the station's copy of an imported release again, blocked or not.
    ///
    /// @param passed told of each check as it passes, on this thread
    /// @throws StationException when its files, or its customer's statement, are no longer good
    public void verifyRelease(FirmwareRelease release, Consumer<ReleaseCheck> passed) throws StationException {
        session.require(Permission.RELEASES);
        Desks.noted(bench, "release.refused", () -> {
            new ReleaseImport(bench, passed).verify(release);
            return null;
        });
    }

    /// Why this release is blocked; empty when it is not.
    public Optional<String> blocked(Digest image) throws StationException {
        session.require(Permission.LOOK);
        return Desks.ask(() -> bench.books().releases().blocked(image));
    }

    /// Brings in what the vendor root says of a customer: name, domain, and the keys that may sign firmware for one
    /// device class. Two persons do it together.
    ///
    /// @param statement a file that the vendor made: a serialised envelope
    /// @throws StationException when there is no second person, or the statement is not the vendor's, not valid
    ///     today, or contradicts the books
    public Customer importCustomer(Path statement) throws StationException {
        session.require(Permission.CUSTOMER_KEYS);
        return Desks.noted(
                bench, "customer.refused", () -> new CustomerImport(bench).take(statement, session.requireSecond()));
    }
}
