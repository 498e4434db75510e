package dev.sealbench.core.internal.label;

/// Says which characters all of our faces can draw.
@FunctionalInterface
public interface FontCoverage {

    /// Whether every face has a glyph of its own for this Unicode code point.
    boolean covers(int codePoint);
}
