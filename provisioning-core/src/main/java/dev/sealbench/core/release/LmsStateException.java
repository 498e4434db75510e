package dev.sealbench.core.release;

import java.io.Serial;

/// The state of an LMS key does not allow a signature. A one-time key that is used twice gives the key away, so
/// there is no way to go on except with the customer's other key pair (`docs/design/012-lms-state.md`).
public final class LmsStateException extends Exception {

    /// What is wrong with the state.
    public enum Reason {
        /// Another process signs with this key now.
        IN_USE("another program has the key open"),
        /// The ledger is a copy: not the file that was made with the key.
        COPIED("the ledger is a copy or was restored; the key may have been used elsewhere"),
        /// The ledger has fewer entries than the anchor knows of.
        OLDER("the ledger is older than its anchor; one-time keys were used that it does not know"),
        /// The anchor is missing, or belongs to another ledger or another history of it.
        ANCHOR("the anchor is missing or does not belong to this ledger"),
        /// Ledger or anchor cannot be read as written.
        DAMAGED("the ledger or its anchor is damaged"),
        /// All one-time keys are used.
        EXHAUSTED("all 1,024 signatures of the key are used");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    LmsStateException(Reason reason) {
        super("no LMS signature: " + reason.text);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
