package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.document.Decisions.Trial;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.OrderBuilder;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.journal.JournalEntry.OrderAcknowledged;
import dev.sealbench.core.internal.journal.JournalEntry.OrderIntended;
import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.Program;
import dev.sealbench.vault.VaultException;

/// Signs one order for this charger and sends it. The charger has all of it afterwards, or nothing; hello
/// says which.
final class OrderStep {

    private OrderStep() {}

    static Unit.Ordered take(Unit.Keyed unit, Run run) throws StepFailure {
        try {
            return switch (unit.identified().standing()) {
                case Unit.Standing.Blank(var tpm) -> ordered(unit, tpm, run);
                case Unit.Standing.InTrial(var trial) -> standing(unit, trial, run);
                case Unit.Standing.IsLocked(var trial) -> standing(unit, trial, run);
            };
        } catch (DocumentException e) {
            throw new StepFailure(Step.ORDER, documentFault(e), e.getMessage(), e);
        } catch (VaultException e) {
            throw new StepFailure(Step.ORDER, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.ORDER, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (LinkException e) {
            throw Failures.of(Step.ORDER, e, Fault.ORDER_REFUSED);
        }
    }

    private static Unit.Ordered ordered(Unit.Keyed unit, BlankTpm tpm, Run run)
            throws StepFailure, DocumentException, VaultException, BooksException, LinkException {
        burnAttachments(run);
        tpm.close(); // frees the TPM's slots, which the boot ROM needs to execute the order
        var nonce = run.link().prepareOrder();
        var content = new OrderWriting(unit, tpm, run).content(nonce);
        var bench = run.bench();
        var envelope = new OrderBuilder(bench.vendorRoot(), bench.clock()).build(content, bench.orderKey());
        var digest = Digest.of(Envelopes.digest(envelope));
        run.note(Step.ORDER, new OrderIntended(Octets.of(envelope.toByteArray()), digest, Octets.of(nonce)));
        var acknowledged = run.link().applyOrder(envelope);
        if (!Digest.of(acknowledged.orderDigest()).equals(digest)) {
            throw new StepFailure(Step.ORDER, Fault.ORDER_REFUSED, "it acknowledged another order");
        }
        var trial = new Trial(acknowledged.orderDigest(), acknowledged.trialId());
        run.note(Step.ORDER, new OrderAcknowledged(digest, Octets.of(trial.trialId())));
        var hello = run.link().awaitHello(Trials.RESTART);
        return new Unit.Ordered(unit, open(digest, run), trial, requireBooted(hello, trial, run));
    }

    private static void burnAttachments(Run run) throws StepFailure, LinkException {
        var device = run.state()
                .deviceKey()
                .orElseThrow(() -> new StepFailure(Step.ORDER, Fault.INTERNAL, "no device key in the journal"));
        burn(run, BurnTarget.DEVICE_CERTIFICATE, device.certificate());
        burn(run, BurnTarget.DEVICE_KEY, device.keyBlob());
    }

    private static void burn(Run run, BurnTarget target, Octets content) throws LinkException {
        run.link().burn(target, BurnContent.of(content.toBytes()), (_, _) -> {});
    }

    /// The charger executed one of our orders, it says; its receipt will prove which trial that was.
    private static Unit.Ordered standing(Unit.Keyed unit, Trial trial, Run run) throws StepFailure {
        return new Unit.Ordered(
                unit,
                open(Digest.of(trial.orderDigest()), run),
                trial,
                unit.identified().hello());
    }

    private static SignedOrder open(Digest digest, Run run) throws StepFailure {
        var intended = run.state()
                .order(digest)
                .orElseThrow(() -> new StepFailure(Step.ORDER, Fault.FOREIGN_ORDER, "order " + digest));
        try {
            return SignedOrder.open(
                    Envelopes.parse(DocumentType.ORDER, intended.envelope().toBytes()),
                    run.bench().vendorRoot());
        } catch (DocumentException e) {
            throw new StepFailure(Step.ORDER, Fault.JOURNAL_UNAVAILABLE, "the journal's order is damaged", e);
        }
    }

    private static Hello requireBooted(Hello hello, Trial trial, Run run) throws StepFailure {
        if (hello.lifecycle() != Lifecycle.TRIAL) {
            throw new StepFailure(
                    Step.ORDER, Fault.ORDER_REFUSED, "after the order it says it is " + hello.lifecycle());
        }
        if (hello.program() != Program.APPLICATION) {
            var why = "the trial does not boot: " + hello.notBootedReason();
            Trials.revert(trial, run, why);
            throw new StepFailure(Step.ORDER, Fault.REVERTED, why);
        }
        return hello;
    }

    private static Fault documentFault(DocumentException failure) {
        return switch (failure.document()) {
            case STATION_STATEMENT -> Fault.STATION_STATEMENT;
            case CUSTOMER_STATEMENT -> Fault.CUSTOMER_STATEMENT;
            // what people can write into a work order fits an order; if it does not, it is our bug
            case ORDER, CONFIRM, REVERT, RECEIPT, REVOCATION, RELEASE, CHECKPOINT -> Fault.INTERNAL;
        };
    }
}
