package dev.sealbench.core;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The signed documents of a unit that the books hold, oldest first, and what the final receipt says. They are read
/// here, not checked; [UnitProof] checks.
///
/// Immutable.
///
/// @param receipt of the order that locked the unit; empty before there is one
public record UnitPapers(List<Paper> papers, Optional<ReceiptContent> receipt) {

    /// Copies the list.
    public UnitPapers {
        papers = List.copyOf(papers);
    }

    /// What a document is.
    public enum Kind {
        /// The signed order.
        ORDER,
        /// The station's word that the trial is final.
        CONFIRM,
        /// The station's word that the trial is void.
        REVERT,
        TRIAL_RECEIPT,
        FINAL_RECEIPT,
        DEVICE_CERTIFICATE
    }

    /// One document as it is stored.
    ///
    /// @param sha256 of its octets
    /// @param sizeBytes how many there are
    public record Paper(Kind kind, Digest sha256, int sizeBytes) {}

    /// What the charger's TPM put its name to, with what the order of it says beside.
    ///
    /// @param version of the firmware that ran
    /// @param image its digest
    /// @param securityCounter no older firmware runs any more
    /// @param customer name, as the customer's statement has it
    /// @param locked whether the charger was locked
    /// @param selfTestPassed memory, flash, TPM and clock
    /// @param order digest of the order
    /// @param station whose order it was
    public record ReceiptContent(
            String version,
            Digest image,
            long securityCounter,
            String customer,
            String model,
            boolean locked,
            boolean selfTestPassed,
            Digest order,
            String station,
            LocalDate manufactured,
            LocalDate featureUpdatesUntil,
            LocalDate securityUpdatesUntil) {}
}
