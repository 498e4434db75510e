package dev.sealbench.core.internal.run;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.UnitProof.Check;
import dev.sealbench.core.UnitProof.Result;
import dev.sealbench.core.UnitProof.Subject;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.OrderFile.ReceiptDocument;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import dev.sealbench.core.internal.document.CredentialProofs;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.FactoryData;
import dev.sealbench.core.internal.document.PcrPrediction;
import dev.sealbench.core.internal.document.ReceiptCheck;
import dev.sealbench.core.internal.document.ReceiptExpectation;
import dev.sealbench.core.internal.document.ReceiptVerifier;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.wire.Attachment;
import dev.sealbench.link.wire.Order;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// Checks one confirmed order of a unit with all that hangs on it, from the documents themselves: nothing that a run
/// said it had checked is taken for checked. For one use.
final class UnitCheck {

    /// Measurements that a run leaves, so that PCR 0 can be predicted again.
    static final String BOARD_ID = "board.id";

    static final String ROM = "rom.sha256";

    static final String CERTIFICATE = "device-certificate";
    private static final String AK_PUBLIC = "ak-public";
    private static final int BOARD_ID_BYTES = 16;

    private final Bench bench;
    private final UnitRecord unit;
    private final OrderFile file;
    private final List<Check> checks = new ArrayList<>();

    UnitCheck(Bench bench, UnitRecord unit, OrderFile file) {
        this.bench = bench;
        this.unit = unit;
        this.file = file;
    }

    static Optional<ReceiptDocument> receipt(OrderFile file, Stage stage) {
        return file.receipts().stream()
                .filter(receipt -> receipt.stage() == stage)
                .findFirst();
    }

    UnitProof run() throws StationException {
        var signed = open();
        check(Subject.ORDER_SIGNATURE, signed.isPresent());
        if (signed.isPresent()) {
            check(Subject.ORDER_UNIT, isOfUnit(signed.get()));
            check(Subject.DECISION, isConfirmed(signed.get()));
            check(Subject.CERTIFICATE, certificateHolds(signed.get().order()));
            checkReceipts(signed.get());
        }
        return new UnitProof(checks);
    }

    private void check(Subject subject, boolean holds) {
        checks.add(new Check(subject, holds ? Result.PASSED : Result.FAILED));
    }

    private Optional<SignedOrder> open() {
        try {
            var signed = SignedOrder.open(
                    Envelopes.parse(DocumentType.ORDER, file.order().envelope().toBytes()), bench.vendorRoot());
            boolean named = Arrays.equals(signed.digest(), file.order().order().toBytes());
            return named ? Optional.of(signed) : Optional.empty();
        } catch (DocumentException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isOfUnit(SignedOrder signed) {
        var order = signed.order();
        return order.getSerial().equals(unit.serial().text())
                && unit.chip()
                        .filter(chip ->
                                Arrays.equals(chip.toBytes(), order.getEkName().toByteArray()))
                        .isPresent()
                && Arrays.equals(Uuid5.bytes(unit.vid()), order.getVid().toByteArray());
    }

    private boolean isConfirmed(SignedOrder signed) {
        try {
            var envelope = Envelopes.parse(
                    DocumentType.CONFIRM,
                    file.decision().orElseThrow().envelope().toBytes());
            var trial = Decisions.open(envelope, DocumentType.CONFIRM, bench.vendorRoot());
            return Arrays.equals(trial.orderDigest(), signed.digest())
                    && Arrays.equals(trial.trialId(), file.order().trialId().toBytes());
        } catch (DocumentException e) {
            return false;
        }
    }

    private boolean certificateHolds(Order order) {
        var octets = Optional.ofNullable(file.attachments().get(CERTIFICATE));
        var named = order.getAttachmentsList().stream()
                .filter(each -> each.getTarget() == BurnTarget.DEVICE_CERTIFICATE.wireNumber())
                .map(Attachment::getSha256)
                .findFirst();
        if (octets.isEmpty() || named.isEmpty()) {
            return false;
        }
        var der = octets.get().toBytes();
        try {
            var certificate = Certificates.parse(der);
            certificate.verify(Certificates.ofDeviceCa(bench).getPublicKey());
            return Arrays.equals(Sha256.of(der), named.get().toByteArray())
                    && isFor(certificate.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isFor(X500Principal subject) {
        return Arrays.stream(X500Name.getInstance(subject.getEncoded()).getRDNs(BCStyle.SERIALNUMBER))
                .map(part -> IETFUtils.valueToString(part.getFirst().getValue()))
                .anyMatch(unit.serial().text()::equals);
    }

    private void checkReceipts(SignedOrder signed) throws StationException {
        var trial = report(signed, Stage.TRIAL);
        check(Subject.TRIAL_RECEIPT, trial.isPresent() && trial.get().stream().allMatch(UnitCheck::isNotWrong));
        var last = report(signed, Stage.FINAL);
        if (last.isEmpty()) {
            check(Subject.QUOTE_BODY, false);
        } else {
            checks.addAll(last.get());
        }
    }

    private static boolean isNotWrong(Check check) {
        return check.result() != Result.FAILED;
    }

    /// Empty when the receipt cannot be read.
    private Optional<List<Check>> report(SignedOrder signed, Stage stage) throws StationException {
        var receipt = receipt(file, stage);
        var akPublic = Optional.ofNullable(file.attachments().get(AK_PUBLIC));
        if (receipt.isEmpty() || akPublic.isEmpty()) {
            return Optional.empty();
        }
        var predicted = prediction(signed);
        var expectation = new ReceiptExpectation(
                signed,
                predicted.orElseGet(() -> lockOnly(signed)),
                akPublic.get().toBytes(),
                file.order().trialId().toBytes(),
                receipt.get().nonce().toBytes(),
                stage == Stage.TRIAL ? ReceiptExpectation.Stage.TRIAL : ReceiptExpectation.Stage.LOCKED);
        var proofs = proofs(akPublic.get().toBytes());
        var verifier = proofs.map(each -> ReceiptVerifier.withVault(expectation, each))
                .orElseGet(() -> ReceiptVerifier.withoutVault(expectation));
        try {
            var report =
                    verifier.verify(Receipt.parseFrom(receipt.get().receipt().toBytes()));
            return Optional.of(report.checks().stream()
                    .map(check -> translated(check, predicted.isPresent()))
                    .toList());
        } catch (DocumentException | InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static Check translated(ReceiptCheck check, boolean predicted) {
        var subject = Subject.valueOf(check.subject().name());
        boolean checked = predicted || subject != Subject.PCRS;
        return new Check(subject, checked ? Result.valueOf(check.result().name()) : Result.NOT_CHECKED);
    }

    /// Empty for a unit whose run did not keep its board's id.
    private Optional<PcrPrediction> prediction(SignedOrder signed) {
        var board = file.measurements().get(BOARD_ID);
        var rom = file.measurements().get(ROM);
        if (board == null || rom == null || !bench.config().romSha256().contains(rom)) {
            return Optional.empty();
        }
        return Optional.of(
                prediction(signed, HexFormat.of().parseHex(rom), HexFormat.of().parseHex(board)));
    }

    /// Right in all but PCR 0.
    private PcrPrediction lockOnly(SignedOrder signed) {
        return prediction(signed, new byte[Sha256.SIZE_BYTES], new byte[BOARD_ID_BYTES]);
    }

    private PcrPrediction prediction(SignedOrder signed, byte[] rom, byte[] boardId) {
        var order = signed.order();
        var board = new FactoryData(
                bench.vendorRoot(),
                boardId,
                Integer.toUnsignedLong(order.getHardwareRevision()),
                bench.config().board());
        return PcrPrediction.of(rom, board, order.getFirmwareSha256().toByteArray(), signed.customer());
    }

    /// The vault compares; empty when the credentials were destroyed.
    private Optional<CredentialProofs> proofs(byte[] akPublic) throws StationException {
        return BookedUnit.keys(bench, unit, akPublic).map(keys -> (credential, nonce, proof) -> {
            var kind = SecretKind.credentials().get(credential - 1);
            try {
                return bench.vault().proofHolds(keys.secret(kind), keys.device(), nonce, proof);
            } catch (VaultException e) {
                return false; // the sealed record is not this unit's, or was changed
            }
        });
    }
}
