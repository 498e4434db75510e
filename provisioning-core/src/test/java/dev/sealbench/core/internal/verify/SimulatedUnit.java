package dev.sealbench.core.internal.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.Digest;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.FactoryData;
import dev.sealbench.core.internal.document.OrderBuilder;
import dev.sealbench.core.internal.document.OrderContent;
import dev.sealbench.core.internal.document.Samples;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt.Attestation;
import dev.sealbench.link.tpm.TpmNames;
import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import dev.sealbench.link.wire.ReceiptBody;
import dev.sealbench.link.wire.SelfTest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A charger that did everything right, as far as its documents show: what it was ordered, and what its TPM says.
///
/// @param ids what makes it another one
record SimulatedUnit(Vendor vendor, SerialNumber serial, TestTpm tpm, Ids ids) {

    static final byte[] ROM = Sha256.of(new byte[] {1});

    private static final int STATUS_OK = 0x5a3c;

    /// What is random in a real one.
    ///
    /// @param number in Names and texts
    /// @param order 16 octets, the board's as well
    /// @param orderNonce 32 octets
    /// @param trial 16 octets
    /// @param nonce of the receipts, 32 octets
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ids(int number, byte[] order, byte[] orderNonce, byte[] trial, byte[] nonce) {}

    /// What a TPM signed, and what that is about.
    ///
    /// @param body a serialised ReceiptBody
    /// @param lock of a locked unit
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Attested(byte[] body, Attestation quote, Optional<Attestation> lock) {}

    Envelope order(Digest checkpoint, byte[] certificate) throws DocumentException {
        int number = ids.number();
        var content = new OrderContent(
                ids.order(),
                ids.orderNonce(),
                new OrderContent.Identity(serial.text(), "CP42", 3, "04012345678901", "EVC-HLXRTF", "evc-" + number),
                new OrderContent.Tpm(
                        name("ek"),
                        TpmNames.ofPublicArea(area()),
                        name("srk"),
                        List.of(name("1"), name("2"), name("3"), name("4")),
                        name("puk"),
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
        return new OrderBuilder(vendor.root.publicKey(), Samples.TODAY).build(content, vendor.station);
    }

    /// What an export says beside the order.
    Map<String, String> measured() {
        return Map.of(
                ExportedOrder.BOARD_ID, HexFormat.of().formatHex(ids.order()),
                ExportedOrder.BOARD_NAME, "virt-charger",
                ExportedOrder.ROM, HexFormat.of().formatHex(ROM));
    }

    /// What this unit's TPM would attest for that order: 2 on trial, 3 locked.
    Attested receipt(Envelope order, int lifecycle) throws Exception {
        var wire = Order.parseFrom(order.getPayload());
        var octets = body(order, wire, lifecycle).toByteArray();
        var extraData = Envelopes.digest(DocumentType.RECEIPT, octets);
        var boot = boot(wire);
        return new Attested(
                octets,
                tpm.quote(extraData, boot),
                lifecycle == 3 ? Optional.of(tpm.lock(extraData, boot)) : Optional.empty());
    }

    private ReceiptBody body(Envelope order, Order wire, int lifecycle) throws InvalidProtocolBufferException {
        var body = ReceiptBody.newBuilder()
                .setSerial(serial.text())
                .setOrderDigest(ByteString.copyFrom(Envelopes.digest(order)))
                .setTrialId(ByteString.copyFrom(ids.trial()))
                .setLifecycle(lifecycle)
                .setFirmwareSha256(wire.getFirmwareSha256())
                .setFirmwareVersion(wire.getFirmwareVersion())
                .setSecurityCounter(wire.getSecurityCounter())
                .setRollbackCounter(5)
                .setNonce(ByteString.copyFrom(ids.nonce()))
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
        return body.build();
    }

    private TestTpm.Boot boot(Order order) {
        var board = new FactoryData(vendor.root.publicKey(), ids.order(), 3, "virt-charger");
        return new TestTpm.Boot(ROM, board, order.getFirmwareSha256().toByteArray(), vendor.customer);
    }

    /// Name of its endorsement key.
    byte[] chip() {
        return name("ek");
    }

    /// TPMT_PUBLIC of its attestation key.
    byte[] area() {
        try {
            return tpm.area();
        } catch (Exception e) {
            throw new IllegalStateException("the TPM does not answer", e);
        }
    }

    private byte[] name(String what) {
        var name = new byte[34];
        name[1] = 0x0b;
        System.arraycopy(Sha256.of((what + ids.number()).getBytes()), 0, name, 2, 32);
        return name;
    }
}
