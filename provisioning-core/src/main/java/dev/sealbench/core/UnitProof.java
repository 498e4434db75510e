package dev.sealbench.core;

import java.util.List;

/// What was found when the documents of a unit were checked again: order, decision, receipts, certificate. Every check
/// is made, also after one failed, unless the order itself cannot be believed.
///
/// Immutable.
public record UnitProof(List<Check> checks) {

    /// Copies the list.
    public UnitProof {
        checks = List.copyOf(checks);
    }

    /// Whether nothing failed. What could not be checked here does not count as failed.
    public boolean passed() {
        return checks.stream().noneMatch(check -> check.result() == Result.FAILED);
    }

    /// What is looked at, in the order in which a person would ask. From [#AK_NAME] on: the receipt, ORDER.md 5.
    public enum Subject {
        ORDER_SIGNATURE("a station that the vendor root vouches for signed the order"),
        ORDER_UNIT("the order is for this serial number, this chip and this customer"),
        DECISION("the station confirmed this trial of this order"),
        CERTIFICATE("the device certificate is the order's, issued by this station's device CA for this serial number"),
        TRIAL_RECEIPT("the receipt of the trial holds"),
        AK_NAME("the attestation key is the one that the order names"),
        QUOTE_SIGNATURE("the attestation key signed the quote"),
        QUOTE_KIND("it is a quote by a TPM, by a primary key of the storage hierarchy"),
        QUOTE_BODY("the quote is about this receipt's body"),
        PCRS("PCR 0, 4 and 7 are as predicted from ROM, board, image and customer"),
        SERIAL("the serial number is the order's"),
        ORDER("the receipt is for this order"),
        TRIAL("the receipt is for this trial"),
        LIFECYCLE("the charger is in the expected state"),
        FIRMWARE("the running image is the expected one"),
        COUNTER("security counter and rollback counter are in order"),
        NONCE("it answers the station's own question"),
        SELF_TEST("memory, flash, TPM and clock passed the self-test"),
        PUK_INDEX("the PUK's attempts counter is the order's"),
        CREDENTIALS("the firmware can use the credentials that the vault keeps"),
        LOCK_SIGNATURE("the attestation key certified the lock"),
        LOCK_BODY("the lock's certificate is about this receipt's body"),
        LOCK_STATE("the customer lock is locked, for ever"),
        LOCK_CONTENT("the customer lock holds this customer and these keys");

        private final String sentence;

        Subject(String sentence) {
            this.sentence = sentence;
        }

        /// What is true when the check passed, one clause in English.
        public String sentence() {
            return sentence;
        }
    }

    /// How a check ended.
    public enum Result {
        PASSED,
        FAILED,
        /// What it takes is not there: the board's id was not kept yet when the unit was made, or the credentials were
        /// destroyed.
        NOT_CHECKED
    }

    /// One thing that was looked at.
    public record Check(Subject subject, Result result) {}
}
