package dev.sealbench.core.internal.document;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.core.internal.document.ReceiptCheck.Subject;
import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.link.tpm.AttestSignature;
import dev.sealbench.link.tpm.TpmNames;
import dev.sealbench.link.wire.Lifecycle;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.link.wire.ReceiptBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Checks a charger's receipt against its order, ORDER.md 5. Every check is made, also after one failed: the report
/// is what an engineer reads at the repair desk.
///
/// Immutable; as safe to share between threads as the proofs.
public final class ReceiptVerifier {

    private static final int STATUS_OK = 0x5a3c;
    private static final int PROOF_BYTES = 32;
    private static final int CREDENTIALS = 4;
    private static final int PUK = 2;

    private final ReceiptExpectation expected;
    private final Optional<CredentialProofs> proofs;

    private ReceiptVerifier(ReceiptExpectation expected, Optional<CredentialProofs> proofs) {
        this.expected = expected;
        this.proofs = proofs;
    }

    /// For a station, whose vault knows the credentials.
    public static ReceiptVerifier withVault(ReceiptExpectation expected, CredentialProofs proofs) {
        return new ReceiptVerifier(expected, Optional.of(proofs));
    }

    /// For an auditor, who does not.
    public static ReceiptVerifier withoutVault(ReceiptExpectation expected) {
        return new ReceiptVerifier(expected, Optional.empty());
    }

    /// Looks at everything that the stage asks for.
    ///
    /// @throws DocumentException MALFORMED if the body cannot be read
    public ReceiptReport verify(Receipt receipt) throws DocumentException {
        var body = parse(receipt);
        var checks = new ArrayList<ReceiptCheck>();
        checkQuote(checks, receipt);
        checkBody(checks, body);
        checks.add(credentials(body));
        if (expected.stage() == Stage.LOCKED) {
            checkLock(checks, receipt);
        }
        return new ReceiptReport(checks, body);
    }

    private void checkQuote(List<ReceiptCheck> checks, Receipt receipt) {
        var attest = receipt.getAttest().toByteArray();
        var akName = TpmNames.ofPublicArea(expected.akPublicArea());
        var sameKey = Arrays.equals(akName, expected.order().order().getAkName().toByteArray());
        checks.add(ReceiptCheck.of(Subject.AK_NAME, sameKey));
        checks.add(ReceiptCheck.of(
                Subject.QUOTE_SIGNATURE,
                AttestSignature.verify(
                        expected.akPublicArea(), attest, receipt.getSignature().toByteArray())));
        var quote = Attests.quote(attest);
        checks.add(ReceiptCheck.of(
                Subject.QUOTE_KIND,
                quote.filter(q -> Attests.signedByPrimary(q, akName)).isPresent()));
        checks.add(ReceiptCheck.of(
                Subject.QUOTE_BODY,
                quote.filter(q -> Attests.isAbout(q, receipt)).isPresent()));
        checks.add(ReceiptCheck.of(
                Subject.PCRS,
                quote.filter(q -> Attests.shows(q, expected.prediction())).isPresent()));
    }

    private void checkBody(List<ReceiptCheck> checks, ReceiptBody body) {
        var order = expected.order().order();
        var firmware = expected.firmware();
        checks.add(ReceiptCheck.of(Subject.SERIAL, body.getSerial().equals(order.getSerial())));
        checks.add(ReceiptCheck.of(
                Subject.ORDER,
                Arrays.equals(
                        body.getOrderDigest().toByteArray(), expected.order().digest())));
        checks.add(
                ReceiptCheck.of(Subject.TRIAL, Arrays.equals(body.getTrialId().toByteArray(), expected.trialId())));
        checks.add(ReceiptCheck.of(
                Subject.LIFECYCLE, body.getLifecycle() == lifecycle().getNumber()));
        checks.add(ReceiptCheck.of(
                Subject.FIRMWARE,
                Arrays.equals(body.getFirmwareSha256().toByteArray(), firmware.imageSha256())
                        && body.getFirmwareVersion().equals(firmware.version())));
        // a TPM counter that was ever incremented is not 0 (TPM 2.0 part 1, 37.2.4.5)
        checks.add(ReceiptCheck.of(
                Subject.COUNTER,
                Integer.toUnsignedLong(body.getSecurityCounter()) == firmware.securityCounter()
                        && body.getRollbackCounter() != 0));
        checks.add(ReceiptCheck.of(Subject.NONCE, Arrays.equals(body.getNonce().toByteArray(), expected.nonce())));
        checks.add(ReceiptCheck.of(Subject.SELF_TEST, selfTestPassed(body)));
        checks.add(ReceiptCheck.of(Subject.PUK_INDEX, body.getPukIndexName().equals(order.getPukIndexName())));
    }

    private ReceiptCheck credentials(ReceiptBody body) {
        if (!proofsAreComplete(body)) {
            return ReceiptCheck.of(Subject.CREDENTIALS, false);
        }
        if (proofs.isEmpty()) {
            return new ReceiptCheck(
                    Subject.CREDENTIALS, ReceiptCheck.Result.NOT_CHECKED, "the credentials: only the vault can tell");
        }
        var nonce = expected.nonce();
        for (int credential = 1; credential <= CREDENTIALS; credential++) {
            var proof = body.getCredentialProofs(credential - 1).toByteArray();
            if (isProven(credential) && !proofs.get().matches(credential, nonce, proof)) {
                return ReceiptCheck.of(Subject.CREDENTIALS, false);
            }
        }
        return ReceiptCheck.of(Subject.CREDENTIALS, true);
    }

    /// Four, of 32 octets; the PUK's is empty when the application no longer has it.
    private boolean proofsAreComplete(ReceiptBody body) {
        if (body.getCredentialProofsCount() != CREDENTIALS) {
            return false;
        }
        for (int credential = 1; credential <= CREDENTIALS; credential++) {
            int size = body.getCredentialProofs(credential - 1).size();
            if (size != (isProven(credential) ? PROOF_BYTES : 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean isProven(int credential) {
        return credential != PUK || expected.stage() == Stage.TRIAL;
    }

    private void checkLock(List<ReceiptCheck> checks, Receipt receipt) {
        var attest = receipt.getLockAttest().toByteArray();
        checks.add(ReceiptCheck.of(
                Subject.LOCK_SIGNATURE,
                AttestSignature.verify(
                        expected.akPublicArea(),
                        attest,
                        receipt.getLockSignature().toByteArray())));
        var lock = Attests.nvCertification(attest);
        checks.add(ReceiptCheck.of(
                Subject.LOCK_BODY, lock.filter(l -> Attests.isAbout(l, receipt)).isPresent()));
        checks.add(ReceiptCheck.of(
                Subject.LOCK_STATE,
                lock.filter(l -> Arrays.equals(l.indexName(), TpmNames.lockIndexLocked()))
                        .isPresent()));
        checks.add(ReceiptCheck.of(
                Subject.LOCK_CONTENT,
                lock.filter(l -> l.offset() == 0
                                && Arrays.equals(
                                        l.contents(), expected.prediction().lockContent()))
                        .isPresent()));
    }

    private Lifecycle lifecycle() {
        return switch (expected.stage()) {
            case TRIAL -> Lifecycle.LIFECYCLE_TRIAL;
            case LOCKED -> Lifecycle.LIFECYCLE_LOCKED;
        };
    }

    private static boolean selfTestPassed(ReceiptBody body) {
        var test = body.getSelfTest();
        return test.getRam() == STATUS_OK
                && test.getFlash() == STATUS_OK
                && test.getTpm() == STATUS_OK
                && test.getRtc() == STATUS_OK;
    }

    private static ReceiptBody parse(Receipt receipt) throws DocumentException {
        try {
            return ReceiptBody.parseFrom(receipt.getBody());
        } catch (InvalidProtocolBufferException e) {
            throw new DocumentException(DocumentType.RECEIPT, Reason.MALFORMED, "the receipt's body cannot be read", e);
        }
    }
}
