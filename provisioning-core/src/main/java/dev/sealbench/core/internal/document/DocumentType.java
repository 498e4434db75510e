package dev.sealbench.core.internal.document;

/// The kinds of signed documents, ORDER.md 1.2.
public enum DocumentType {
    STATION_STATEMENT("station-statement"),
    CUSTOMER_STATEMENT("customer-statement"),
    ORDER("order"),
    CONFIRM("confirm"),
    REVERT("revert"),
    RECEIPT("receipt"),
    REVOCATION("revocation"),
    RELEASE("release"),
    CHECKPOINT("checkpoint");

    private final String payloadType;

    DocumentType(String name) {
        this.payloadType = "application/vnd.sealbench." + name + ".v1";
    }

    /// What stands in the envelope and is signed with the payload.
    public String payloadType() {
        return payloadType;
    }
}
