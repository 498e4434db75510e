package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.verify.Papers.Signed;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// An order that was found good, and what became of it as far as the documents before say.
///
/// Not safe to share between threads.
final class OrderTrial {

    private static final int TRIAL = 2;
    private static final int LOCKED = 3;

    private final Signed paper;
    private final SignedOrder signed;
    private final Set<Integer> attested = new HashSet<>();
    private Optional<byte[]> trialId = Optional.empty();
    private boolean confirmed;

    OrderTrial(Signed paper, SignedOrder signed) {
        this.paper = paper;
        this.signed = signed;
    }

    String path() {
        return paper.path();
    }

    SignedOrder signed() {
        return signed;
    }

    /// What the station noted about the board under `name`.
    Optional<String> measured(String name) {
        return Optional.ofNullable(paper.measured().get(name));
    }

    /// The boot ROM's digest, when it was kept.
    String rom() {
        return measured(ExportedOrder.ROM).orElse("");
    }

    /// The trial that was decided about.
    Optional<byte[]> trialId() {
        return trialId;
    }

    /// @return false when it was decided before
    boolean decide(byte[] trial, boolean confirm) {
        if (trialId.isPresent()) {
            return false;
        }
        trialId = Optional.of(trial);
        confirmed = confirm;
        return true;
    }

    /// @return false when there is a receipt of this lifecycle already
    boolean attest(int lifecycle) {
        return attested.add(lifecycle);
    }

    boolean isConfirmed() {
        return confirmed;
    }

    boolean hasTrialReceipt() {
        return attested.contains(TRIAL);
    }

    boolean hasFinalReceipt() {
        return attested.contains(LOCKED);
    }

    /// Whether the order names a device certificate that is not beside it.
    boolean certificateIsMissing() {
        return paper.certificate().isEmpty() && Trust.named(signed.order()).isPresent();
    }

    /// Whether it proves a locked charger.
    boolean isComplete() {
        return confirmed && hasTrialReceipt() && hasFinalReceipt();
    }
}
