package dev.sealbench.core.internal.journal;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.journal.JournalEntry.*;
import java.util.Optional;

/// Which entry may follow what stands in a journal. These are the rules that no step may break even by mistake:
/// one chip per serial number, one set of credentials at a time, one decision per trial, nothing booked
/// unproven.
final class Admission {

    private final JournalState state;

    Admission(JournalState state) {
        this.state = state;
    }

    /// Why `entry` contradicts the journal; empty when it may be appended. Longer than our budget, because
    /// every type
    /// of entry has to be answered in one place.
    Optional<String> refusal(JournalEntry entry) {
        return switch (entry) {
            case ChipBound e ->
                unless(state.chip().stream().allMatch(bound -> bound.chip().equals(e.chip())), "another chip is bound");
            case CredentialsSealed _ ->
                unless(state.credentials().isEmpty(), "the unit has credentials that are not void");
            case DeviceKeyIssued _, TpmNames _, OrderIntended _ ->
                unless(state.credentials().isPresent(), "no credentials were sealed before");
            case OrderAcknowledged e -> unlessKnown(e.order());
            case TrialReceipt e -> unlessKnown(e.order());
            case ConfirmIntended e -> refusalOfConfirm(e);
            case RevertIntended e -> unless(isNeverConfirmed(e.trialId(), e.order()), "this trial was confirmed");
            case FinalReceipt e -> unless(isConfirmed(e.order()), "no confirm of this order was intended");
            case Booked e ->
                unless(
                        state.finalReceipt().stream()
                                .anyMatch(receipt -> receipt.order().equals(e.order())),
                        "no final receipt of this order");
            case Released _ -> unless(state.isBooked(), "the unit is not in the books");
            case Voided _ -> unless(!state.isConfirmIntended(), "a trial with these credentials was confirmed");
            case RunOpened _, BurnIntended _, BurnDone _, ObjectCertified _, Measured _ -> Optional.empty();
            case LabelIntended _, LabelDone _, RunClosed _ -> Optional.empty();
        };
    }

    private Optional<String> refusalOfConfirm(ConfirmIntended confirm) {
        if (!state.decision(confirm.trialId()).stream().allMatch(ConfirmIntended.class::isInstance)) {
            return Optional.of("this trial was reverted");
        }
        return unless(state.trialReceipt(confirm.order()).isPresent(), "no trial receipt of this order");
    }

    private Optional<String> unlessKnown(Digest order) {
        return unless(state.order(order).isPresent(), "no such order was intended with the live credentials");
    }

    private boolean isConfirmed(Digest order) {
        return state.decisions().stream()
                .anyMatch(decided ->
                        decided instanceof ConfirmIntended && decided.order().equals(order));
    }

    /// An order has one trial, whatever a charger on an untrusted line calls it.
    private boolean isNeverConfirmed(Octets trialId, Digest order) {
        return state.decisions().stream()
                .filter(decided ->
                        decided.trialId().equals(trialId) || decided.order().equals(order))
                .allMatch(RevertIntended.class::isInstance);
    }

    private static Optional<String> unless(boolean holds, String refusal) {
        return holds ? Optional.empty() : Optional.of(refusal);
    }
}
