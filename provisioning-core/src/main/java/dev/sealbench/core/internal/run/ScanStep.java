package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.ClockWentBack;
import dev.sealbench.core.internal.books.Refusal;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseRefusedException;
import dev.sealbench.core.release.ReleaseVerifier;
import java.time.LocalDate;
import java.util.Optional;

/// Reads the label's serial number, finds its work order, and verifies again all that the unit is to become.
/// Needs no
/// charger.
final class ScanStep {

    private ScanStep() {}

    /// @param scanned as the scanner or the keyboard gave it
    static SerialNumber serial(String scanned) throws StepFailure {
        try {
            return SerialNumber.parse(scanned.strip());
        } catch (MalformedSerial e) {
            throw new StepFailure(Step.SCAN, Fault.SERIAL_UNREADABLE, e.getMessage(), e);
        }
    }

    static Unit.Scanned take(SerialNumber serial, Optional<String> workOrder, Bench bench) throws StepFailure {
        try {
            requireStatement(bench);
            bench.books().requireClaim();
            bench.log().requireSound();
            var unit = bench.books().units().scan(serial, workOrder, bench.author());
            requireUnfinished(unit);
            bench.books().runs().requireNotElsewhere(serial); // before the journal notes anything
            return new Unit.Scanned(serial, plan(unit, bench));
        } catch (BooksRefused e) {
            throw new StepFailure(Step.SCAN, faultOf(e.refusal()), e.getMessage(), e);
        } catch (ClockWentBack e) {
            throw new StepFailure(Step.SCAN, Fault.CLOCK_WENT_BACK, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.SCAN, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static void requireStatement(Bench bench) throws StepFailure {
        try {
            var station = Statements.verifyStation(
                    bench.stationStatement(), bench.vendorRoot(), LocalDate.now(bench.clock()));
            if (!station.publicKey().equals(bench.orderKey().publicKey())) {
                throw new StepFailure(Step.SCAN, Fault.STATION_STATEMENT, "it names another key");
            }
        } catch (DocumentException e) {
            throw new StepFailure(Step.SCAN, Fault.STATION_STATEMENT, e.getMessage(), e);
        }
    }

    private static void requireUnfinished(UnitRecord unit) throws StepFailure {
        switch (unit.state()) {
            case LABELLED, RELEASED ->
                throw new StepFailure(
                        Step.SCAN,
                        Fault.SERIAL_FINISHED,
                        "it is " + unit.state().name().toLowerCase());
            case QUARANTINED -> throw new StepFailure(Step.SCAN, Fault.UNIT_QUARANTINED, "");
            case SCRAPPED -> throw new StepFailure(Step.SCAN, Fault.UNIT_SCRAPPED, "");
            case SCANNED, IDENTIFIED, BURNED, KEYED, ORDERED, ATTESTED, LOCKED, RECORDED, REVERTED -> {
                // a run may go on, or begin anew
            }
        }
    }

    private static Plan plan(UnitRecord unit, Bench bench) throws StepFailure, BooksException {
        var books = bench.books();
        var workOrder = books.workOrders()
                .order(unit.workOrder())
                .orElseThrow(() -> new StepFailure(Step.SCAN, Fault.NO_WORK_ORDER, unit.workOrder()));
        var release = books.releases()
                .find(workOrder.release())
                .orElseThrow(() -> new StepFailure(Step.SCAN, Fault.RELEASE_BROKEN, "it is not in the books"));
        var blocked = books.releases().blocked(workOrder.release());
        if (blocked.isPresent()) {
            throw new StepFailure(Step.SCAN, Fault.RELEASE_BROKEN, "it is blocked: " + blocked.get());
        }
        var lock = books.customers()
                .lock(workOrder.vid(), workOrder.cid())
                .orElseThrow(() -> new StepFailure(Step.SCAN, Fault.CUSTOMER_STATEMENT, "there is none"));
        try {
            var statement = Envelopes.parse(
                    DocumentType.CUSTOMER_STATEMENT, lock.statement().toBytes());
            var customer = Statements.verifyCustomer(statement, bench.vendorRoot(), LocalDate.now(bench.clock()));
            if (!customer.vid().equals(workOrder.vid()) || !customer.cid().equals(workOrder.cid())) {
                throw new StepFailure(Step.SCAN, Fault.CUSTOMER_STATEMENT, "it is another customer's");
            }
            var image = image(bench, release.image(), lock.statement().toBytes());
            return new Plan(workOrder, release, image, customer, statement);
        } catch (DocumentException e) {
            throw new StepFailure(Step.SCAN, Fault.CUSTOMER_STATEMENT, e.getMessage(), e);
        }
    }

    /// The image file of a release, verified again.
    static byte[] image(Bench bench, dev.sealbench.core.Digest image, byte[] statement) throws StepFailure {
        try {
            var release = Release.read(bench.home().release(image));
            var verified = new ReleaseVerifier(bench.vendorRoot().spki(), bench.clock()).verify(release, statement);
            if (!dev.sealbench.core.Digest.of(verified.digest()).equals(image)) {
                throw new StepFailure(Step.SCAN, Fault.RELEASE_BROKEN, "its folder holds another image");
            }
            return release.image();
        } catch (ReleaseRefusedException e) {
            var fault = switch (e.refusal()) {
                case STATEMENT, STATEMENT_DATES -> Fault.CUSTOMER_STATEMENT;
                case FILES, IMAGE, SBOM, RECORD -> Fault.RELEASE_BROKEN;
            };
            throw new StepFailure(Step.SCAN, fault, e.getMessage(), e);
        }
    }

    static Fault faultOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.StationInUse _ -> Fault.HOME_IN_USE;
            case Refusal.InWorkElsewhere _ -> Fault.UNIT_IN_WORK;
            case Refusal.BegunElsewhere _ -> Fault.BEGUN_ELSEWHERE;
            case Refusal.NoWorkOrder _, Refusal.SerialInUse _ -> Fault.NO_WORK_ORDER;
            case Refusal.WorkOrderClosed _ -> Fault.WORK_ORDER_CLOSED;
            case Refusal.WorkOrderFull _ -> Fault.WORK_ORDER_FULL;
            default -> Fault.WRONG_STATE;
        };
    }
}
