package dev.sealbench.core.internal.label;

/// A rectangle on a label, in millimetres; the origin is the label's upper left corner, y grows downwards.
///
/// Immutable.
///
/// @param xMm left edge
/// @param yMm upper edge
/// @param widthMm at least 0
/// @param heightMm at least 0
public record LabelBox(double xMm, double yMm, double widthMm, double heightMm) {

    private static final double TOUCHING_MM = 0.01;

    /// Refuses what is not a rectangle.
    ///
    /// @throws IllegalArgumentException if a side is negative or not a number
    public LabelBox {
        if (!(widthMm >= 0) || !(heightMm >= 0) || Double.isNaN(xMm) || Double.isNaN(yMm)) {
            throw new IllegalArgumentException("not a rectangle: %s %s".formatted(widthMm, heightMm));
        }
    }

    /// The right edge, in millimetres.
    public double rightMm() {
        return xMm + widthMm;
    }

    /// The lower edge, in millimetres.
    public double bottomMm() {
        return yMm + heightMm;
    }

    /// Whether the two share more than an edge.
    public boolean overlaps(LabelBox other) {
        return xMm + TOUCHING_MM < other.rightMm()
                && other.xMm + TOUCHING_MM < rightMm()
                && yMm + TOUCHING_MM < other.bottomMm()
                && other.yMm + TOUCHING_MM < bottomMm();
    }

    /// Whether this lies wholly inside `other`; a shared edge is inside.
    public boolean isInside(LabelBox other) {
        return xMm + TOUCHING_MM >= other.xMm
                && yMm + TOUCHING_MM >= other.yMm
                && rightMm() <= other.rightMm() + TOUCHING_MM
                && bottomMm() <= other.bottomMm() + TOUCHING_MM;
    }

    /// The same rectangle with its edges moved inwards, or outwards if `byMm` is negative.
    public LabelBox shrunk(double byMm) {
        return new LabelBox(xMm + byMm, yMm + byMm, widthMm - 2 * byMm, heightMm - 2 * byMm);
    }
}
