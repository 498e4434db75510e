package dev.sealbench.core.internal.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Samples;
import dev.sealbench.core.internal.export.AuditExport;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt;
import dev.sealbench.core.internal.export.ExportedUnit;
import dev.sealbench.link.tpm.PublicAreas;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Books of a station that did everything right, as lists that a test can forge before they are exported.
final class TestBooks {

    private static final Instant BEGIN = Samples.TODAY.instant().minusSeconds(3600);

    Vendor vendor = new Vendor();

    /// What the folder of certificates has beside those of the units, by name.
    final Map<String, Octets> files = new TreeMap<>();

    final TestLog log = new TestLog(Octets.of(vendor.stationStatement.toByteArray()));
    final List<ExportedUnit> units = new ArrayList<>();
    final List<ExportedOrder> orders = new ArrayList<>();
    final List<ExportedReceipt> receipts = new ArrayList<>();
    private final Map<String, TestTpm> tpms = new HashMap<>();
    private Vendor certifying;
    boolean complete = true;

    static TestBooks of(int count) throws Exception {
        var books = opened();
        for (int unit = 1; books.units.size() < count; unit++) {
            var serial = SerialNumber.of("CP426471", unit);
            if (serial.isPresent()) {
                books.provision(serial.get(), unit, new SoftTpm());
            }
        }
        return books;
    }

    /// One unit with this TPM.
    static TestBooks with(TestTpm tpm) throws Exception {
        var books = opened();
        books.provision(SerialNumber.of("CP426471", 123).orElseThrow(), 1, tpm);
        return books;
    }

    private static TestBooks opened() throws Exception {
        var books = new TestBooks();
        books.files.put("device-ca.pem", books.vendor.deviceCa());
        books.files.put("station-statement.dsse.pb", Octets.of(books.vendor.stationStatement.toByteArray()));
        books.happens("station.opened", Optional.empty(), EventRecord.Result.OK, "");
        books.log.sign(books.vendor.station);
        return books;
    }

    static TestBooks partOf(int count) throws Exception {
        var books = of(count);
        books.complete = false;
        return books;
    }

    SerialNumber serial(int unit) {
        return units.get(unit).serial();
    }

    /// Writes it, signed with the station's key.
    void export(Path dir) throws Exception {
        AuditExport.write(
                dir, new TestSource(this), content -> vendor.station.sign(content.readAllBytes()), Samples.TODAY);
    }

    /// As [Vendor#seal].
    void seal(Path dir, Path file, byte[] content) throws IOException {
        vendor.seal(dir, file, content);
    }

    /// As [Vendor#sealManifest].
    void sealManifest(Path dir, String text) throws IOException {
        vendor.sealManifest(dir, text);
    }

    /// Lists units that were only scanned, behind those that there are.
    void listMore(int count) {
        int counter = units.getLast().serial().counter();
        for (int more = 0; more < count; ) {
            var serial = SerialNumber.of("CP426471", ++counter);
            if (serial.isPresent()) {
                more++;
                units.add(new ExportedUnit(
                        serial.get(),
                        units.getFirst().placement(),
                        new ExportedUnit.Progress(UnitState.SCANNED, BEGIN, 1, ""),
                        Optional.empty()));
            }
        }
    }

    /// Goes on with a vault that was made anew: what is signed from now on, other keys sign.
    void renewKeys() throws Exception {
        vendor = vendor.at(Vendor.STATION);
        var statement = Octets.of(vendor.stationStatement.toByteArray());
        log.statements.addFirst(statement);
        files.put("station-statement.dsse.pb", statement);
        files.merge("device-ca.pem", vendor.deviceCa(), TestBooks::joined);
        happens("station.enrolled", Optional.empty(), EventRecord.Result.OK, "");
        log.sign(vendor.station);
    }

    /// One more unit, ordered by another station on the same books, which has no log here.
    void provisionAt(Vendor other) throws Exception {
        var own = vendor;
        vendor = other;
        try {
            provisionMore();
        } finally {
            vendor = own;
        }
        log.notes.removeLast();
        log.sign(own.station);
    }

    /// One more unit.
    void provisionMore() throws Exception {
        int number = units.size() + 1;
        for (int counter = units.getLast().serial().counter() + 1; units.size() < number; counter++) {
            var serial = SerialNumber.of("CP426471", counter);
            if (serial.isPresent()) {
                provision(serial.get(), number, new SoftTpm());
            }
        }
    }

    private static Octets joined(Octets before, Octets more) {
        return Octets.of(
                (new String(more.toBytes(), US_ASCII) + new String(before.toBytes(), US_ASCII)).getBytes(US_ASCII));
    }

    private void provision(SerialNumber serial, int number, TestTpm tpm) throws Exception {
        happens("run.opened", Optional.of(serial), EventRecord.Result.OK, "slot 1");
        var checkpoint = Digest.sha256(log.newest().toBytes());
        tpms.put(serial.text(), tpm);
        boolean failedFirst = number % 3 == 0;
        if (failedFirst) {
            happens("run.closed", Optional.of(serial), EventRecord.Result.FAILED, "FAILED at IDENTIFY 601 no answer");
            happens("run.opened", Optional.of(serial), EventRecord.Result.OK, "slot 1");
        }
        var signed = order(serial, number, checkpoint);
        receipts(serial, signed);
        for (var action : List.of("unit.recorded", "unit.labelled", "unit.released")) {
            happens(action, Optional.of(serial), EventRecord.Result.OK, "");
        }
        happens("run.closed", Optional.of(serial), EventRecord.Result.OK, "PASSED at RELEASE ");
        log.sign(vendor.station);
        units.add(unit(serial, signed, failedFirst));
    }

    void happens(String action, Optional<SerialNumber> serial, EventRecord.Result result, String detail) {
        long sequence = log.events.size() + 1;
        log.append(new EventRecord(
                Vendor.STATION,
                sequence,
                BEGIN.plusMillis(sequence),
                "p-17",
                action,
                serial,
                serial.map(each -> new UUID(1, each.counter())),
                result,
                detail,
                "sealbench 0.1.0"));
    }

    /// A further unit, whose device certificate another station's device CA issued.
    void provisionWithCertificateOf(Vendor other) throws Exception {
        certifying = other;
        provisionMore();
    }

    private Envelope order(SerialNumber serial, int number, Digest checkpoint) throws Exception {
        var certificate = Optional.ofNullable(certifying).orElse(vendor).deviceCertificate(serial.text());
        var unit = simulated(serial, Samples.octets(16, number), number);
        var envelope = unit.order(checkpoint, certificate);
        orders.add(
                new ExportedOrder(serial, 1, document(envelope), Optional.of(Octets.of(certificate)), unit.measured()));
        return envelope;
    }

    private SimulatedUnit simulated(SerialNumber serial, byte[] order, int number) {
        var ids = new SimulatedUnit.Ids(
                number, order, Samples.octets(32, number), Samples.octets(16, 22), Samples.octets(32, 21));
        return new SimulatedUnit(vendor, serial, tpms.get(serial.text()), ids);
    }

    private void receipts(SerialNumber serial, Envelope order) throws Exception {
        var trial = new Decisions.Trial(Envelopes.digest(order), Samples.octets(16, 22));
        orders.add(new ExportedOrder(
                serial, 2, document(Decisions.confirm(trial, vendor.stationStatement, vendor.station))));
        receipts.add(receipt(serial, order, 2));
        receipts.add(receipt(serial, order, 3));
    }

    /// What this unit's TPM would attest for that order.
    ExportedReceipt receipt(SerialNumber serial, Envelope order, int lifecycle) throws Exception {
        var unit = simulated(
                serial, Order.parseFrom(order.getPayload()).getOrderId().toByteArray(), 0);
        var attested = unit.receipt(order, lifecycle);
        return new ExportedReceipt(
                serial,
                lifecycle - 1,
                Octets.of(attested.body()),
                attested.quote(),
                attested.lock(),
                Octets.of(unit.area()),
                Octets.of(spki(unit.area())));
    }

    static byte[] spki(byte[] area) throws Exception {
        return P256PublicKey.of(PublicAreas.ak(area).key()).spki();
    }

    private ExportedUnit unit(SerialNumber serial, Envelope order, boolean failedFirst) throws Exception {
        var wire = Order.parseFrom(order.getPayload());
        return new ExportedUnit(
                serial,
                new ExportedUnit.Placement("2026-0417", "Example Charging", "CP42", "04012345678901"),
                new ExportedUnit.Progress(
                        UnitState.RELEASED,
                        log.events.getLast().at(),
                        failedFirst ? 2 : 1,
                        failedFirst ? "601 no answer" : ""),
                Optional.of(new ExportedUnit.Build(
                        HexFormat.of().formatHex(wire.getEkName().toByteArray()),
                        Digest.of(Envelopes.digest(order)),
                        new ExportedUnit.Firmware("1.2.3+4", vendor.release.image(), 7),
                        new ExportedUnit.Support(
                                LocalDate.parse("2026-11-23"),
                                LocalDate.parse("2029-11-30"),
                                LocalDate.parse("2031-11-30")))));
    }

    static ExportedOrder.Document document(Envelope envelope) {
        return new ExportedOrder.Document(
                envelope.getPayloadType(),
                Octets.of(envelope.getPayload().toByteArray()),
                Octets.of(envelope.getSignature().toByteArray()),
                Octets.of(envelope.getKeyId().toByteArray()));
    }
}
