package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.document.CredentialProofs;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.ReceiptCheck;
import dev.sealbench.core.internal.document.ReceiptExpectation;
import dev.sealbench.core.internal.document.ReceiptVerifier;
import dev.sealbench.link.LinkException;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;
import java.util.Optional;

/// Asks for a receipt and believes it only when every check holds.
///
/// @param nonce the station's, 32 octets
/// @param serialised the receipt as it came
record Attestation(byte[] nonce, byte[] serialised) {

    private static final int NONCE_BYTES = 32;

    /// @param stage what the receipt must show
    static Attestation of(Unit.Ordered unit, Run run, Step step, ReceiptExpectation.Stage stage) throws StepFailure {
        var expectation = new ReceiptExpectation(
                unit.order(),
                unit.identified()
                        .plan()
                        .predict(unit.identified().hello(), run.bench().vendorRoot()),
                unit.keys().akPublic(),
                unit.trial().trialId(),
                freshNonce(run.bench()),
                stage);
        return of(expectation, Optional.of(unit.keys()), run, step);
    }

    /// @param keys what the vault compares with; none when it no longer has them
    static Attestation of(ReceiptExpectation expectation, Optional<UnitKeys> keys, Run run, Step step)
            throws StepFailure {
        var nonce = expectation.nonce();
        try {
            var receipt = run.link().attest(nonce);
            var verifier = keys.isPresent()
                    ? ReceiptVerifier.withVault(expectation, proofs(keys.get(), run))
                    : ReceiptVerifier.withoutVault(expectation);
            var report = verifier.verify(receipt);
            var wrong = report.firstFailure();
            if (wrong.isPresent()) {
                throw new StepFailure(step, faultOf(wrong.get()), wrong.get().sentence());
            }
            return new Attestation(nonce, receipt.toByteArray());
        } catch (LinkException e) {
            throw Failures.of(step, e, Fault.RECEIPT_WRONG);
        } catch (DocumentException e) {
            throw new StepFailure(step, Fault.RECEIPT_WRONG, e.getMessage(), e);
        }
    }

    static byte[] freshNonce(Bench bench) {
        return bench.randomOctets(NONCE_BYTES);
    }

    private static Fault faultOf(ReceiptCheck check) {
        return check.subject() == ReceiptCheck.Subject.SELF_TEST ? Fault.SELF_TEST_FAILED : Fault.RECEIPT_WRONG;
    }

    /// The vault compares; no value comes out of it.
    private static CredentialProofs proofs(UnitKeys keys, Run run) {
        return (credential, nonce, proof) -> {
            var kind = SecretKind.credentials().get(credential - 1);
            try {
                return run.bench().vault().proofHolds(keys.secret(kind), keys.device(), nonce, proof);
            } catch (VaultException e) {
                throw new IllegalStateException("the vault does not open the unit's own record", e);
            }
        };
    }
}
