package dev.sealbench.core.internal.verify;

import com.google.protobuf.ByteString;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Receipt;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The documents of simulated units, as RecordStep books them. What an export does not hold is random octets.
///
/// @param vendor whose station signs
record GeneratedPapers(Vendor vendor, SecureRandom random) {

    /// What the station and the unit's TPM signed; the order names that checkpoint.
    OrderFile of(SimulatedUnit unit, Digest checkpoint) throws Exception {
        var certificate = vendor.deviceCertificate(unit.serial().text());
        var order = unit.order(checkpoint, certificate);
        var trial = new Decisions.Trial(Envelopes.digest(order), unit.ids().trial());
        var confirm = Decisions.confirm(trial, vendor.stationStatement, vendor.station);
        var attachments = new HashMap<String, Octets>();
        attachments.put("device-certificate", octets(certificate));
        attachments.put("device-key", draw(300));
        attachments.put("ak-public", octets(unit.area()));
        attachments.put("srk-public", draw(90));
        return new OrderFile(
                unit.serial(),
                new OrderFile.OrderDocument(
                        Digest.of(Envelopes.digest(order)),
                        octets(unit.ids().orderNonce()),
                        octets(unit.ids().trial()),
                        serialised(order)),
                Optional.of(new OrderFile.DecisionDocument(OrderFile.Decision.CONFIRM, serialised(confirm))),
                List.of(receipt(OrderFile.Stage.TRIAL, unit, order, 2), receipt(OrderFile.Stage.FINAL, unit, order, 3)),
                certifications(),
                attachments,
                measurements(unit));
    }

    private static OrderFile.ReceiptDocument receipt(
            OrderFile.Stage stage, SimulatedUnit unit, Envelope order, int lifecycle) throws Exception {
        var attested = unit.receipt(order, lifecycle);
        var receipt = Receipt.newBuilder()
                .setBody(ByteString.copyFrom(attested.body()))
                .setAttest(bytes(attested.quote().attest()))
                .setSignature(bytes(attested.quote().signature()));
        attested.lock()
                .ifPresent(
                        lock -> receipt.setLockAttest(bytes(lock.attest())).setLockSignature(bytes(lock.signature())));
        return new OrderFile.ReceiptDocument(
                stage, octets(unit.ids().nonce()), octets(receipt.build().toByteArray()));
    }

    /// Of the four credentials and the PUK index; an export does not hold them.
    private List<OrderFile.Certification> certifications() {
        var all = new ArrayList<OrderFile.Certification>();
        for (long handle : new long[] {0x8100_8001L, 0x8100_8002L, 0x8100_8003L, 0x8100_8004L, 0x0180_0012L}) {
            all.add(new OrderFile.Certification(handle, draw(150), draw(72)));
        }
        return all;
    }

    private static Map<String, String> measurements(SimulatedUnit unit) {
        var all = new HashMap<String, String>(unit.measured());
        all.remove(ExportedOrder.BOARD_NAME); // the books do not keep it
        for (int i = 0; i < 12; i++) {
            all.put("link.measured-" + i, Integer.toString(100_000 + i));
        }
        return all;
    }

    private Octets draw(int size) {
        var octets = new byte[size];
        random.nextBytes(octets);
        return octets(octets);
    }

    private static Octets serialised(Envelope envelope) {
        return octets(envelope.toByteArray());
    }

    private static Octets octets(byte[] octets) {
        return Octets.of(octets);
    }

    private static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.toBytes());
    }
}
