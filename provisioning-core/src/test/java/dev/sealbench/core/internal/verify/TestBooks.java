package dev.sealbench.core.internal.verify;

import com.google.protobuf.ByteString;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.FactoryData;
import dev.sealbench.core.internal.document.OrderBuilder;
import dev.sealbench.core.internal.document.OrderContent;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Samples;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.export.AuditExport;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt;
import dev.sealbench.core.internal.export.ExportedUnit;
import dev.sealbench.link.tpm.PublicAreas;
import dev.sealbench.link.tpm.TpmNames;
import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import dev.sealbench.link.wire.ReceiptBody;
import dev.sealbench.link.wire.SelfTest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Books of a station that did everything right, as lists that a test can forge before they are exported.
final class TestBooks {

    static final byte[] ROM = Sha256.of(new byte[] {1});
    private static final Instant BEGIN = Samples.TODAY.instant().minusSeconds(3600);
    private static final int STATUS_OK = 0x5a3c;

    final Vendor vendor = new Vendor();
    final TestLog log = new TestLog(Octets.of(vendor.stationStatement.toByteArray()));
    final List<ExportedUnit> units = new ArrayList<>();
    final List<ExportedOrder> orders = new ArrayList<>();
    final List<ExportedReceipt> receipts = new ArrayList<>();
    private final Map<String, TestTpm> tpms = new HashMap<>();
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

    private static TestBooks opened() {
        var books = new TestBooks();
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

    private Envelope order(SerialNumber serial, int number, Digest checkpoint) throws Exception {
        var certificate = vendor.deviceCertificate(serial.text());
        var content = new OrderContent(
                Samples.octets(16, number),
                Samples.octets(32, number),
                new OrderContent.Identity(serial.text(), "CP42", 3, "04012345678901", "EVC-HLXRTF", "evc-" + number),
                new OrderContent.Tpm(
                        name(number, "ek"),
                        TpmNames.ofPublicArea(tpms.get(serial.text()).area()),
                        name(number, "srk"),
                        List.of(name(number, "1"), name(number, "2"), name(number, "3"), name(number, "4")),
                        name(number, "puk"),
                        Samples.sized(68, 9),
                        Samples.sized(68, 10)),
                new OrderContent.Firmware(vendor.release.image().toBytes(), "1.2.3+4", 7),
                new OrderContent.Dates(
                        LocalDate.parse("2026-11-23"), LocalDate.parse("2029-11-30"), LocalDate.parse("2031-11-30")),
                new OrderContent.Ocpp("wss://csms.example.com/ocpp", "EX-" + number, 2),
                List.of(new OrderContent.AttachmentRef(
                        BurnTarget.BURN_TARGET_DEVICE_CERTIFICATE, certificate.length, Sha256.of(certificate))),
                checkpoint.toBytes(),
                vendor.stationStatement,
                vendor.customerStatement);
        var envelope = new OrderBuilder(vendor.root.publicKey(), Samples.TODAY).build(content, vendor.station);
        orders.add(new ExportedOrder(
                serial,
                1,
                document(envelope),
                Optional.of(Octets.of(certificate)),
                Map.of(
                        ExportedOrder.BOARD_ID, HexFormat.of().formatHex(Samples.octets(16, number)),
                        ExportedOrder.BOARD_NAME, "virt-charger",
                        ExportedOrder.ROM, HexFormat.of().formatHex(ROM))));
        return envelope;
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
        var tpm = tpms.get(serial.text());
        var wire = Order.parseFrom(order.getPayload());
        var body = ReceiptBody.newBuilder()
                .setSerial(serial.text())
                .setOrderDigest(ByteString.copyFrom(Envelopes.digest(order)))
                .setTrialId(ByteString.copyFrom(Samples.octets(16, 22)))
                .setLifecycle(lifecycle)
                .setFirmwareSha256(wire.getFirmwareSha256())
                .setFirmwareVersion(wire.getFirmwareVersion())
                .setSecurityCounter(wire.getSecurityCounter())
                .setRollbackCounter(5)
                .setNonce(ByteString.copyFrom(Samples.octets(32, 21)))
                .setSelfTest(SelfTest.newBuilder()
                        .setRam(STATUS_OK)
                        .setFlash(STATUS_OK)
                        .setTpm(STATUS_OK)
                        .setRtc(STATUS_OK))
                .setPukIndexName(wire.getPukIndexName());
        for (int credential = 1; credential <= 4; credential++) {
            boolean hidden = credential == 2 && lifecycle == 3;
            body.addCredentialProofs(hidden ? ByteString.EMPTY : ByteString.copyFrom(Samples.octets(32, credential)));
        }
        var octets = body.build().toByteArray();
        var extraData = Envelopes.digest(DocumentType.RECEIPT, octets);
        var boot = boot(wire);
        return new ExportedReceipt(
                serial,
                lifecycle - 1,
                Octets.of(octets),
                tpm.quote(extraData, boot),
                lifecycle == 3 ? Optional.of(tpm.lock(extraData, boot)) : Optional.empty(),
                Octets.of(tpm.area()),
                Octets.of(spki(tpm.area())));
    }

    private TestTpm.Boot boot(Order order) {
        var boardId = order.getOrderId().toByteArray(); // the same 16 octets, to be found again
        var board = new FactoryData(vendor.root.publicKey(), boardId, 3, "virt-charger");
        return new TestTpm.Boot(ROM, board, order.getFirmwareSha256().toByteArray(), vendor.customer);
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

    private static byte[] name(int number, String what) {
        var name = new byte[34];
        name[1] = 0x0b;
        System.arraycopy(Sha256.of((what + number).getBytes()), 0, name, 2, 32);
        return name;
    }
}
