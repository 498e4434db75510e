package dev.sealbench.core.internal.document;

import java.io.Serial;

/// A document is not believed; the text says why, for the person who handed it in.
public final class DocumentException extends Exception {

    /// Why a document is not believed.
    public enum Reason {
        MALFORMED,
        WRONG_TYPE,
        BAD_SIGNATURE,
        BAD_FIELD,
        NOT_YET_VALID,
        EXPIRED,
        TOO_LONG
    }

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public DocumentException(Reason reason, String text) {
        super(text);
        this.reason = reason;
    }

    public DocumentException(Reason reason, String text, Throwable cause) {
        super(text, cause);
        this.reason = reason;
    }

    /// For books and tests; the message is for people.
    public Reason reason() {
        return reason;
    }
}
