package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.core.internal.journal.JournalEntry.ConfirmIntended;
import dev.sealbench.core.internal.journal.JournalEntry.FinalReceipt;
import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.wire.Envelope;

/// Makes the lock final and has it proven after the reset. From the intent on, this trial is never reverted.
final class LockStep {

    private LockStep() {}

    static Unit.Locked take(Unit.Attested unit, Run run) throws StepFailure {
        var ordered = unit.before();
        var order = Digest.of(ordered.trial().orderDigest());
        if (run.state().finalReceipt().isPresent()) {
            return new Unit.Locked(unit);
        }
        if (ordered.hello().lifecycle() == Lifecycle.TRIAL) {
            confirm(ordered, run);
        }
        var proof = Attestation.of(ordered, run, Step.LOCK, Stage.LOCKED);
        run.note(Step.LOCK, new FinalReceipt(order, Octets.of(proof.nonce()), Octets.of(proof.serialised())));
        return new Unit.Locked(unit);
    }

    private static void confirm(Unit.Ordered unit, Run run) throws StepFailure {
        var envelope = intended(unit, run);
        try {
            run.link().confirm(envelope);
            requireLocked(run.link().awaitHello(Trials.RESTART));
        } catch (LinkException e) {
            throw Failures.of(Step.LOCK, e, Fault.LOCK_REFUSED);
        }
    }

    /// The Confirm of this trial: the one that the journal holds, or a new one once the journal holds it.
    private static Envelope intended(Unit.Ordered unit, Run run) throws StepFailure {
        var trial = unit.trial();
        var decided = run.state().decision(Octets.of(trial.trialId()));
        if (decided.isPresent() && decided.get() instanceof ConfirmIntended earlier) {
            return parsed(earlier);
        }
        var bench = run.bench();
        var envelope = Decisions.confirm(trial, bench.stationStatement(), bench.orderKey());
        run.note(
                Step.LOCK,
                new ConfirmIntended(
                        Digest.of(trial.orderDigest()), Octets.of(trial.trialId()), Octets.of(envelope.toByteArray())));
        return envelope;
    }

    private static Envelope parsed(ConfirmIntended intent) throws StepFailure {
        try {
            return Envelopes.parse(DocumentType.CONFIRM, intent.envelope().toBytes());
        } catch (DocumentException e) {
            throw new StepFailure(Step.LOCK, Fault.JOURNAL_UNAVAILABLE, "the journal's confirmation is damaged", e);
        }
    }

    private static void requireLocked(Hello hello) throws StepFailure {
        if (hello.lifecycle() != Lifecycle.LOCKED) {
            var why = hello.lastMailboxStatus() == null
                    ? "no reason given"
                    : hello.lastMailboxStatus().toString();
            throw new StepFailure(Step.LOCK, Fault.LOCK_REFUSED, why);
        }
    }
}
