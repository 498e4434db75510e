package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sealbench.core.Customer;
import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.WorkOrderDates;
import dev.sealbench.core.WorkOrderFinding;
import dev.sealbench.core.WorkOrderFinding.Field;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkOrderBookTest extends BooksContract {

    @Test
    void aWorkOrderIsReadAsItWasOpened() throws Exception {
        openWorkOrder(2);

        var status = books.workOrders().find("WO-1").orElseThrow();

        assertThat(status.order()).isEqualTo(Samples.workOrder("WO-1", RANGE, 2));
        assertThat(status.opened()).isEqualTo(clock.instant());
        assertThat(status.isOpen()).isTrue();
        assertThat(status.units()).isEmpty();
        assertThat(books.workOrders().list()).containsExactly(status);
        assertThat(books.workOrders().openFor(FIRST)).contains(status.order());
    }

    @Test
    void unitsAreCountedByState() throws Exception {
        openWorkOrder(3);
        scan(FIRST);
        record(SECOND, "two");
        scan(SERIALS.get(2));
        books.units().decide(SERIALS.get(2), UnitState.SCRAPPED, "dropped", AUTHOR);

        var status = books.workOrders().find("WO-1").orElseThrow();

        assertThat(status.units())
                .containsEntry(UnitState.SCANNED, 1L)
                .containsEntry(UnitState.RECORDED, 1L)
                .containsEntry(UnitState.SCRAPPED, 1L)
                .hasSize(3);
        assertThat(status.started()).isEqualTo(2);
        assertThat(status.released()).isZero();
    }

    @Test
    void closingIsForGood() throws Exception {
        openWorkOrder(2);
        books.workOrders().close("WO-1", "done", AUTHOR);
        books.workOrders().close("WO-1", "done", AUTHOR);

        assertThat(books.workOrders().find("WO-1").orElseThrow().closed()).contains(clock.instant());
        assertThat(books.workOrders().openFor(FIRST)).isEmpty();
        assertRefused(
                () -> books.workOrders().close("WO-1", "", AUTHOR), new Refusal.ReasonMissing("closing a work order"));
        assertRefused(() -> books.workOrders().close("WO-9", "x", AUTHOR), new Refusal.NotFound("work order WO-9"));
    }

    @Test
    void datesAreKeptAsPlanned() throws Exception {
        openWorkOrder(2);
        var dates = new WorkOrderDates(Optional.of(LocalDate.of(2026, 12, 1)), Optional.of(LocalDate.of(2026, 12, 24)));
        var half = new WorkOrderDates(Optional.empty(), Optional.of(LocalDate.of(2026, 12, 24)));
        books.workOrders().open(Samples.workOrder("WO-2", new SerialRange("CP426481", 0, 99), 2), dates, AUTHOR);
        books.workOrders().open(Samples.workOrder("WO-3", new SerialRange("CP426491", 0, 99), 2), half, AUTHOR);

        assertThat(books.workOrders().find("WO-1").orElseThrow().dates()).isEqualTo(WorkOrderDates.NONE);
        assertThat(books.workOrders().find("WO-2").orElseThrow().dates()).isEqualTo(dates);
        assertThat(books.workOrders().find("WO-3").orElseThrow().dates()).isEqualTo(half);
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkOrderDates(dates.due(), dates.start()));
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() throws Exception {
        openWorkOrder(2);
        assertThat(books.workOrders().check(Samples.workOrder("WO-2", new SerialRange("CP426481", 0, 99), 2)))
                .isEmpty();
        books.releases().block(Samples.RELEASE.image(), "bug 7", AUTHOR);
        long before = events();

        var findings = books.workOrders().check(Samples.workOrder("WO-1", RANGE, 1000));

        assertThat(findings)
                .extracting(WorkOrderFinding::field)
                .containsExactly(Field.NUMBER, Field.RELEASE, Field.QUANTITY, Field.SERIALS);
        assertThat(findings.get(1).text()).contains("blocked").contains("bug 7");
        assertThat(events()).as("asking opens nothing").isEqualTo(before);
    }

    @Test
    void theNextFreeCounterLiesBehindAllThatAnyWorkOrderCovered() throws Exception {
        openWorkOrder(2);
        open("WO-2", new SerialRange("CP426471", 300, 400), 2);
        books.workOrders().close("WO-2", "done", AUTHOR);

        int next = books.workOrders().nextFreeCounter("CP426471").orElseThrow();

        assertThat(SerialNumber.of("CP426471", next)).isPresent();
        assertThat(next).isBetween(401, 403);
        assertThat(books.workOrders().nextFreeCounter("CP426481").orElseThrow()).isLessThan(3);
        open("WO-3", new SerialRange("CP426471", 9_999_000, SerialNumber.MAX_COUNTER), 2);
        assertThat(books.workOrders().nextFreeCounter("CP426471")).isEmpty();
    }

    @Test
    void serialNumbersOfOpenWorkOrdersNeverOverlap() throws Exception {
        openWorkOrder(2);
        var overlapping = new SerialRange("CP426471", 199, 300);

        assertRefused(() -> open("WO-2", overlapping, 2), new Refusal.SerialRangeTaken("WO-1"));
        open("WO-3", new SerialRange("CP426471", 200, 300), 2);
        books.workOrders().close("WO-1", "done", AUTHOR);
        open("WO-4", new SerialRange("CP426471", 190, 199), 2);
    }

    @Test
    void aRangeMustHoldTheQuantityWithoutSkippedCounters() throws Exception {
        openWorkOrder(2);
        var range = new SerialRange("CP426481", 0, 99);
        int usable = (int) range.serials().count();
        assertThat(usable).isLessThan(100);

        assertRefused(() -> open("WO-2", range, usable + 1), new Refusal.SerialRangeTooSmall(usable + 1, usable));
        open("WO-2", range, usable);
    }

    @Test
    void aWorkOrderNeedsItsCustomerLockAndRelease() throws Exception {
        var order = Samples.workOrder("WO-1", RANGE, 1);
        assertRefused(() -> books.workOrders().open(order, AUTHOR), new Refusal.NotFound("customer " + Samples.VID));
        books.customers().add(Samples.CUSTOMER, AUTHOR);
        assertRefused(
                () -> books.workOrders().open(order, AUTHOR),
                new Refusal.NotFound("a customer lock for device class " + Samples.CID));
        books.customers().addLock(Samples.LOCK, AUTHOR);
        assertRefused(
                () -> books.workOrders().open(order, AUTHOR),
                new Refusal.NotFound("firmware release " + Samples.RELEASE.image()));
        books.releases().add(Samples.RELEASE, AUTHOR);
        books.workOrders().open(order, AUTHOR);
        assertRefused(() -> books.workOrders().open(order, AUTHOR), new Refusal.Exists("work order WO-1"));
    }

    @Test
    void anotherCustomersReleaseIsRefused() throws Exception {
        openWorkOrder(1);
        var vid = UUID.fromString("7d0a1b7e-3f51-5f3c-9a44-1f5f0c1f0a01");
        books.customers().add(new Customer(vid, "Other", "other.example", Retention.DEFAULT), AUTHOR);
        var theirs = release("theirs", vid);
        books.releases().add(theirs, AUTHOR);

        assertRefused(() -> books.workOrders().open(with(theirs), AUTHOR), new Refusal.ReleaseOfOther(theirs.image()));
    }

    @Test
    void aBlockedReleaseIsRefused() throws Exception {
        openWorkOrder(1);
        var bad = release("bad", Samples.VID);
        books.releases().add(bad, AUTHOR);
        books.releases().block(bad.image(), "CVE-2026-0001", AUTHOR);
        books.releases().block(bad.image(), "again", AUTHOR);

        assertThat(books.releases().blocked(bad.image())).contains("CVE-2026-0001");
        assertRefused(
                () -> books.workOrders().open(with(bad), AUTHOR),
                new Refusal.ReleaseBlocked(bad.image(), "CVE-2026-0001"));
    }

    @Test
    void customersAndReleasesAreReadAsTheyWereAdded() throws Exception {
        openWorkOrder(1);
        long before = events();
        books.customers().add(Samples.CUSTOMER, AUTHOR);
        books.customers().addLock(Samples.LOCK, AUTHOR);
        books.releases().add(Samples.RELEASE, AUTHOR);

        assertThat(events()).as("the same again is no change").isEqualTo(before);
        assertThat(books.customers().find(Samples.VID)).contains(Samples.CUSTOMER);
        assertThat(books.customers().list()).containsExactly(Samples.CUSTOMER);
        assertThat(books.customers().lock(Samples.VID, Samples.CID)).contains(Samples.LOCK);
        assertThat(books.releases().find(Samples.RELEASE.image())).contains(Samples.RELEASE);
        assertThat(books.releases().list()).containsExactly(Samples.RELEASE);
        assertThat(books.releases().blocked(Samples.RELEASE.image())).isEmpty();
    }

    @Test
    void aDomainAndAnImageBelongToOne() throws Exception {
        openWorkOrder(1);
        var thief = new Customer(UUID.randomUUID(), "Thief", "charge.example", Retention.DEFAULT);
        var forged = new FirmwareRelease(
                Samples.RELEASE.image(),
                Samples.VID,
                Samples.CID,
                "9.9.9",
                1,
                Samples.RELEASE.file(),
                1,
                Samples.RELEASE.sbom(),
                Samples.octets("x"));

        assertRefused(() -> books.customers().add(thief, AUTHOR), new Refusal.Exists("customer charge.example"));
        assertRefused(
                () -> books.releases().add(forged, AUTHOR),
                new Refusal.Exists("firmware release " + Samples.RELEASE.image()));
    }

    @Test
    void theNewestLockOfADeviceClassCounts() throws Exception {
        openWorkOrder(1);
        var newer = new CustomerLock(
                Samples.VID,
                Samples.CID,
                "CP4",
                3,
                List.of(Samples.pair("b"), Samples.pair("c"), Samples.pair("d")),
                Samples.octets("new statement"),
                Samples.LOCK.notBefore(),
                Samples.LOCK.notAfter());
        books.customers().addLock(newer, AUTHOR);

        assertThat(books.customers().lock(Samples.VID, Samples.CID)).contains(newer);
        assertThat(books.customers().lock(Samples.VID, UUID.randomUUID())).isEqualTo(Optional.empty());
    }

    private void open(String number, SerialRange range, int quantity) throws BooksException {
        books.workOrders().open(Samples.workOrder(number, range, quantity), AUTHOR);
    }

    private static FirmwareRelease release(String name, UUID vid) {
        return new FirmwareRelease(
                Samples.digest(name),
                vid,
                Samples.CID,
                "1.0.0",
                1,
                Samples.digest("file"),
                1,
                Samples.digest("sbom"),
                Samples.octets("record"));
    }

    private static WorkOrder with(FirmwareRelease release) {
        var order = Samples.workOrder("WO-7", new SerialRange("CP426491", 1, 50), 1);
        return new WorkOrder(
                order.number(),
                order.vid(),
                order.cid(),
                order.model(),
                order.hardwareRevision(),
                order.gtin(),
                release.image(),
                order.quantity(),
                order.serials(),
                order.ocpp(),
                order.support(),
                order.retention());
    }
}
