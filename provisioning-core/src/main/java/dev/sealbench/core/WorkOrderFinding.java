package dev.sealbench.core;

/// Why a work order cannot be opened as it is.
///
/// @param field what has to be chosen differently
/// @param text one sentence in English
public record WorkOrderFinding(Field field, String text) {

    /// The fields of a work order that a rule may be about.
    public enum Field {
        NUMBER,
        CUSTOMER,
        DEVICE_CLASS,
        RELEASE,
        QUANTITY,
        SERIALS
    }
}
