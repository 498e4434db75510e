package dev.sealbench.ui.window.scan;

/// Why a scan changed nothing. Each has one sentence under `scan.refused.NAME`.
public enum ScanRefusal {
    EMPTY,
    TOO_LONG,
    CONTROL_CHARACTER,
    /// A character that the code asked for never has.
    FOREIGN_CHARACTER,
    /// A kind of code that none of our labels has, such as a trade item's EAN.
    WRONG_SYMBOLOGY,
    /// A GS1 element string whose parts cannot be told apart.
    GS1_BROKEN,
    /// A GS1 element string without (21).
    GS1_WITHOUT_SERIAL,
    NOT_A_SERIAL
}
