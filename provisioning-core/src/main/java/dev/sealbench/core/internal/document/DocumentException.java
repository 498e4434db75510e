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

    private final DocumentType document;
    private final Reason reason;

    public DocumentException(DocumentType document, Reason reason, String text) {
        this(document, reason, text, null);
    }

    public DocumentException(DocumentType document, Reason reason, String text, Throwable cause) {
        super(text, cause);
        this.document = document;
        this.reason = reason;
    }

    /// What it should have been: of an order that carries a bad statement, the statement.
    public DocumentType document() {
        return document;
    }

    /// For books and tests; the message is for people.
    public Reason reason() {
        return reason;
    }
}
