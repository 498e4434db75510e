package dev.sealbench.core.internal.document;

/// One thing that was looked at in a receipt, and what was found.
///
/// @param sentence for operator, report and auditor; names no secret
public record ReceiptCheck(Subject subject, Result result, String sentence) {

    /// What is looked at, in the order in which a person would ask.
    public enum Subject {
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
        NONCE("the answer is fresh"),
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

        /// What is true when the check passed.
        public String sentence() {
            return sentence;
        }
    }

    /// How a check ended.
    public enum Result {
        PASSED,
        FAILED,
        /// Only the vault could tell, and nobody asked it: an auditor's case.
        NOT_CHECKED
    }

    static ReceiptCheck of(Subject subject, boolean passed) {
        return new ReceiptCheck(
                subject,
                passed ? Result.PASSED : Result.FAILED,
                passed ? subject.sentence() : "NOT SO: " + subject.sentence());
    }
}
