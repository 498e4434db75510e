package dev.sealbench.core.internal.document;

import com.google.protobuf.ByteString;
import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.link.tpm.TpmNames;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.link.wire.ReceiptBody;
import dev.sealbench.link.wire.SelfTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// A board that booted the ordered firmware, as far as its TPM and its receipts are concerned.
final class SampleReceipts {

    static final byte[] ROM = "a boot ROM".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONCE = Samples.octets(32, 21);
    private static final byte[] TRIAL_ID = Samples.octets(16, 22);
    private static final int STATUS_OK = 0x5a3c;

    private final Samples vendor = new Samples();
    private final FactoryData board =
            new FactoryData(vendor.vendorRoot.publicKey(), Samples.octets(16, 7), 3, "virt-charger");
    private final SimulatedTpm tpm;
    private final SignedOrder order;
    private final PcrPrediction prediction;

    /// Boots with a lock as it should be.
    SampleReceipts(SimulatedTpm tpm) throws Exception {
        this(tpm, true, new byte[0]);
    }

    /// Boots; `lockContent` replaces the right content if it is not empty.
    SampleReceipts(SimulatedTpm tpm, boolean locked, byte[] lockContent) throws Exception {
        this.tpm = tpm;
        this.order = order();
        var image = vendor.content().firmware().imageSha256();
        this.prediction = PcrPrediction.of(Sha256.of(ROM), board, image, vendor.customer);
        tpm.extend(0, Sha256.of(ROM));
        tpm.extend(0, board.digest());
        tpm.extend(4, image);
        tpm.extend(7, PcrPrediction.authority(customerOctets()));
        tpm.extend(7, Sha256.of("application".getBytes(StandardCharsets.US_ASCII)));
        tpm.defineLock(lockContent.length == 0 ? Sha256.of(customerOctets()) : lockContent);
        if (locked) {
            tpm.writeLock();
        }
    }

    SimulatedTpm tpm() {
        return tpm;
    }

    Samples vendor() {
        return vendor;
    }

    FactoryData board() {
        return board;
    }

    ReceiptExpectation expectation(Stage stage) throws Exception {
        return new ReceiptExpectation(order, prediction, tpm.akPublicArea(), TRIAL_ID, NONCE, stage);
    }

    /// The vault's answer: proof c is 32 octets of c.
    boolean proves(int credential, byte[] nonce, byte[] proof) {
        return Arrays.equals(nonce, NONCE) && Arrays.equals(proof, Samples.octets(32, credential));
    }

    Receipt receipt(Stage stage, UnaryOperator<ReceiptBody.Builder> edit) throws Exception {
        return receipt(stage, edit, "0,4,7");
    }

    Receipt receiptOver(String pcrs) throws Exception {
        return receipt(Stage.TRIAL, body -> body, pcrs);
    }

    /// One of each kind: another ROM, another board, another image, another customer.
    List<PcrPrediction> wrongPredictions() {
        var image = vendor.content().firmware().imageSha256();
        var rom = Sha256.of(ROM);
        var otherBoard = new FactoryData(board.vendorRoot(), Samples.octets(16, 8), 3, "virt-charger");
        var otherCustomer = Samples.customer(List.of(Samples.pair(1), Samples.pair(3)));
        return List.of(
                PcrPrediction.of(new byte[32], board, image, vendor.customer),
                PcrPrediction.of(rom, otherBoard, image, vendor.customer),
                PcrPrediction.of(rom, board, new byte[32], vendor.customer),
                PcrPrediction.of(rom, board, image, otherCustomer));
    }

    private Receipt receipt(Stage stage, UnaryOperator<ReceiptBody.Builder> edit, String pcrs) throws Exception {
        var body = edit.apply(body(stage)).build().toByteArray();
        var qualifyingData = Envelopes.digest(DocumentType.RECEIPT, body);
        var quote = tpm.quote(pcrs, qualifyingData);
        var receipt = Receipt.newBuilder()
                .setBody(ByteString.copyFrom(body))
                .setAttest(ByteString.copyFrom(quote.attest()))
                .setSignature(ByteString.copyFrom(quote.signature()));
        if (stage == Stage.LOCKED) {
            var lock = tpm.certifyLock(qualifyingData);
            receipt.setLockAttest(ByteString.copyFrom(lock.attest()))
                    .setLockSignature(ByteString.copyFrom(lock.signature()));
        }
        return receipt.build();
    }

    private ReceiptBody.Builder body(Stage stage) {
        var body = ReceiptBody.newBuilder()
                .setSerial(order.order().getSerial())
                .setOrderDigest(ByteString.copyFrom(order.digest()))
                .setTrialId(ByteString.copyFrom(TRIAL_ID))
                .setLifecycle(stage == Stage.TRIAL ? 2 : 3)
                .setFirmwareSha256(order.order().getFirmwareSha256())
                .setFirmwareVersion(order.order().getFirmwareVersion())
                .setSecurityCounter(order.order().getSecurityCounter())
                .setRollbackCounter(5)
                .setNonce(ByteString.copyFrom(NONCE))
                .setSelfTest(SelfTest.newBuilder()
                        .setRam(STATUS_OK)
                        .setFlash(STATUS_OK)
                        .setTpm(STATUS_OK)
                        .setRtc(STATUS_OK))
                .setPukIndexName(order.order().getPukIndexName());
        for (int credential = 1; credential <= 4; credential++) {
            var hidden = credential == 2 && stage == Stage.LOCKED;
            body.addCredentialProofs(hidden ? ByteString.EMPTY : ByteString.copyFrom(Samples.octets(32, credential)));
        }
        return body;
    }

    private SignedOrder order() throws Exception {
        var content = new OrderContentEdit(vendor.content())
                .akName(TpmNames.ofPublicArea(tpm.akPublicArea()))
                .content();
        var envelope = vendor.builder().build(content, vendor.stationKey);
        return SignedOrder.open(envelope, vendor.vendorRoot.publicKey());
    }

    private byte[] customerOctets() {
        return PcrPrediction.customerOctets(vendor.customer);
    }
}
