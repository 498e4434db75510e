package dev.sealbench.core;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.CustomerImport;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseRefusedException;
import dev.sealbench.core.release.ReleaseVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
    /// @throws StationException when the books do not allow it: another customer's release, serials that
    /// overlap
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
        session.require(Permission.WORK_ORDERS);
        Desks.noted(
                bench,
                "work-order.refused",
                () -> Desks.ask(() -> {
                    bench.books().workOrders().open(order, dates, bench.author());
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
        return Desks.noted(bench, "release.refused", () -> imported(folder, vid, cid));
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

    private FirmwareRelease imported(Path folder, UUID vid, UUID cid) throws StationException {
        var lock = Desks.ask(() -> bench.books().customers().lock(vid, cid))
                .orElseThrow(() -> new StationException(Fault.CUSTOMER_STATEMENT, "there is none for " + cid));
        try {
            var files = Release.read(folder);
            P256PublicKey root = bench.vendorRoot();
            var image = new ReleaseVerifier(root.spki(), bench.clock())
                    .verify(files, lock.statement().toBytes());
            var release = new FirmwareRelease(
                    Digest.of(image.digest()),
                    image.vid(),
                    image.cid(),
                    image.version().toString(),
                    image.securityCounter(),
                    Digest.of(files.imageFileSha256()),
                    files.image().length,
                    Digest.sha256(files.sbom()),
                    Octets.of(files.record()));
            var target = bench.home().release(release.image());
            if (!Files.exists(target)) {
                files.write(target);
            }
            Desks.ask(() -> {
                bench.books().releases().add(release, bench.author());
                return null;
            });
            return release;
        } catch (ReleaseRefusedException e) {
            throw new StationException(Fault.RELEASE_BROKEN, e.getMessage(), e);
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, "the release cannot be copied: " + e.getMessage(), e);
        }
    }
}
