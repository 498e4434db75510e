package dev.sealbench.core.internal.label;

import java.util.Objects;

/// How a text is set: face, size and where it stands in its box.
///
/// Immutable.
///
/// @param face one of ours
/// @param sizePt font size in points of 1/72 inch, above 0
/// @param align against which edge of the box
public record TextStyle(Typeface face, double sizePt, Align align) {

    private static final double MM_PER_POINT = 25.4 / 72;

    /// Ascent plus descent of the Liberation faces, in parts of the size (hhea 0.905 + 0.212).
    private static final double LINE_HEIGHT = 1.117;

    /// The edge of its box that a text leans on.
    public enum Align {
        /// Starts at the left edge.
        LEFT,
        /// Stands in the middle.
        CENTRE,
        /// Ends at the right edge.
        RIGHT
    }

    /// Refuses a size that cannot be read.
    ///
    /// @throws IllegalArgumentException if the size is below 4 points
    public TextStyle {
        Objects.requireNonNull(face);
        Objects.requireNonNull(align);
        if (!(sizePt >= 4)) {
            throw new IllegalArgumentException("nobody reads %s points".formatted(sizePt));
        }
    }

    /// Height of one line, from the highest ascender to the lowest descender, in millimetres.
    public double lineHeightMm() {
        return sizePt * LINE_HEIGHT * MM_PER_POINT;
    }

    /// The same style leaning on another edge.
    public TextStyle aligned(Align other) {
        return new TextStyle(face, sizePt, other);
    }
}
