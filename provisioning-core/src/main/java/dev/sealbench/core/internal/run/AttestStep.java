package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.core.internal.journal.JournalEntry.OrderAcknowledged;
import dev.sealbench.core.internal.journal.JournalEntry.TrialReceipt;
import dev.sealbench.link.Lifecycle;

/// Has the charger prove its trial. A trial that does not prove itself is reverted, and its credentials are
/// void.
final class AttestStep {

    private AttestStep() {}

    static Unit.Attested take(Unit.Ordered unit, Run run) throws StepFailure {
        if (unit.hello().lifecycle() == Lifecycle.LOCKED) {
            // a lock is only ever confirmed after a good trial receipt, which the journal then holds
            return new Unit.Attested(unit);
        }
        var order = Digest.of(unit.trial().orderDigest());
        if (run.state().trialReceipt(order).isPresent()) {
            return new Unit.Attested(unit);
        }
        try {
            var proof = Attestation.of(unit, run, Step.ATTEST, Stage.TRIAL);
            if (run.state().acknowledged().isEmpty()) {
                // the answer to the order was lost; the receipt proves the trial all the same
                run.note(
                        Step.ATTEST,
                        new OrderAcknowledged(order, Octets.of(unit.trial().trialId())));
            }
            run.note(Step.ATTEST, new TrialReceipt(order, Octets.of(proof.nonce()), Octets.of(proof.serialised())));
        } catch (StepFailure failure) {
            throw afterRevert(unit, run, failure);
        }
        return new Unit.Attested(unit);
    }

    private static StepFailure afterRevert(Unit.Ordered unit, Run run, StepFailure failure) throws StepFailure {
        boolean proven = failure.fault() == Fault.RECEIPT_WRONG || failure.fault() == Fault.SELF_TEST_FAILED;
        if (!proven) {
            return failure; // a line or station that failed says nothing about the trial: run the unit again
        }
        Trials.revert(unit.trial(), run, failure.getMessage());
        return failure;
    }
}
