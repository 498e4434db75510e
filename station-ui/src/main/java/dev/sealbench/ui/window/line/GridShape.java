package dev.sealbench.ui.window.line;

/// Columns and rows of the tiles, and how large their type may be. Needs no toolkit.
///
/// Immutable.
record GridShape(int columns, int rows) {

    /// Size of the type, by name of its class in window.css.
    enum Density {
        ROOMY("roomy"),
        MEDIUM("medium"),
        DENSE("dense"),
        COMPACT("compact");

        private final String styleClass;

        Density(String styleClass) {
            this.styleClass = styleClass;
        }

        String styleClass() {
            return styleClass;
        }
    }

    private static final double ROOMY_WIDTH = 680;
    private static final double ROOMY_HEIGHT = 340;
    private static final double MEDIUM_WIDTH = 500;
    private static final double MEDIUM_HEIGHT = 230;
    private static final double DENSE_WIDTH = 360;
    private static final double DENSE_HEIGHT = 160;

    /// The shape for 1 to 16 tiles: as many columns as rows, or one more.
    static GridShape of(int tiles) {
        int columns = (int) Math.ceil(Math.sqrt(tiles));
        return new GridShape(columns, Math.ceilDiv(tiles, columns));
    }

    /// The largest type that fits when all tiles share this room, px.
    Density density(double width, double height) {
        double cellWidth = width / columns;
        double cellHeight = height / rows;
        if (cellWidth >= ROOMY_WIDTH && cellHeight >= ROOMY_HEIGHT) {
            return Density.ROOMY;
        }
        if (cellWidth >= MEDIUM_WIDTH && cellHeight >= MEDIUM_HEIGHT) {
            return Density.MEDIUM;
        }
        return cellWidth >= DENSE_WIDTH && cellHeight >= DENSE_HEIGHT ? Density.DENSE : Density.COMPACT;
    }
}
