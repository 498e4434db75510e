package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One executed order of a unit with all that proves it. Immutable.
///
/// @param serial the unit
/// @param order the signed order
/// @param decision what was decided about its trial
/// @param receipts of trial and final state, at most one each
/// @param certifications what the AK certified
/// @param attachments by name, 1 to 32 characters: device certificate, CSMS roots, public areas
/// @param measurements by name, 1 to 64 characters; values of at most 256
public record OrderFile(
        SerialNumber serial,
        OrderDocument order,
        Optional<DecisionDocument> decision,
        List<ReceiptDocument> receipts,
        List<Certification> certifications,
        Map<String, Octets> attachments,
        Map<String, String> measurements) {

    /// Copies lists and maps.
    public OrderFile {
        receipts = List.copyOf(receipts);
        certifications = List.copyOf(certifications);
        attachments = Map.copyOf(attachments);
        measurements = Map.copyOf(measurements);
    }

    /// The order as it was signed and executed.
    ///
    /// @param order SHA-256 of its PAE
    /// @param nonce 32 octets
    /// @param trialId 16 octets, drawn by the charger
    /// @param envelope serialised
    public record OrderDocument(Digest order, Octets nonce, Octets trialId, Octets envelope) {}

    /// What was decided about a trial. The names are stored: never rename one.
    public enum Decision {
        CONFIRM,
        REVERT
    }

    /// A signed decision.
    ///
    /// @param envelope serialised
    public record DecisionDocument(Decision decision, Octets envelope) {}

    /// In which state a receipt was made. The names are stored: never rename one.
    public enum Stage {
        TRIAL,
        FINAL
    }

    /// A receipt that was checked and found good.
    ///
    /// @param nonce the station's, 32 octets
    /// @param receipt serialised
    public record ReceiptDocument(Stage stage, Octets nonce, Octets receipt) {}

    /// A statement of the AK about an object of its TPM.
    ///
    /// @param handle unsigned 32 bits
    /// @param attest TPMS_ATTEST
    /// @param signature TPMT_SIGNATURE
    public record Certification(long handle, Octets attest, Octets signature) {}

    /// Whether it proves a locked charger: both receipts, and the decision to confirm.
    public boolean isComplete() {
        boolean confirmed =
                decision.filter(each -> each.decision() == Decision.CONFIRM).isPresent();
        var stages = receipts.stream().map(ReceiptDocument::stage).toList();
        return confirmed && stages.contains(Stage.TRIAL) && stages.contains(Stage.FINAL);
    }
}
