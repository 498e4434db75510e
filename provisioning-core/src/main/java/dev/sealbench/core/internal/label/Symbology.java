package dev.sealbench.core.internal.label;

/// The kinds of code on our labels.
public enum Symbology {
    /// Data Matrix ECC 200 (ISO/IEC 16022) with FNC1 in first position: GS1 General Specifications 5.6.
    GS1_DATA_MATRIX(2),
    /// Data Matrix ECC 200 that is no GS1 code.
    DATA_MATRIX(2),
    /// QR code (ISO/IEC 18004), error correction level M.
    QR(4);

    private final int quietModules;

    Symbology(int quietModules) {
        this.quietModules = quietModules;
    }

    /// Width of the empty border, in modules: what the standard asks, or more.
    int quietModules() {
        return quietModules;
    }

    /// What a scanner reports of a code with this content: for GS1 the element string.
    String scanned(String content) {
        return this == GS1_DATA_MATRIX ? Gs1Code.elementString(content) : content;
    }
}
