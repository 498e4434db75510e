package dev.sealbench.ui.window.line;

import java.util.Collection;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;

/// The tiles in equal cells, in reading order, filling the window; larger cells get larger type. Scrolls where the
/// window is too small even for the smallest. FX thread only.
final class TileGrid extends ScrollPane {

    private final GridPane grid = new GridPane();
    private final GridShape shape;

    TileGrid(Collection<SlotTile> tiles) {
        shape = GridShape.of(tiles.size());
        grid.getStyleClass().add("tiles");
        int index = 0;
        for (var tile : tiles) {
            grid.add(tile, index % shape.columns(), index / shape.columns());
            index++;
        }
        shareEqually();
        setContent(grid);
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        getStyleClass().add("tile-scroll");
        viewportBoundsProperty().subscribe(this::chooseDensity);
    }

    private void chooseDensity(Bounds viewport) {
        for (var density : GridShape.Density.values()) {
            grid.getStyleClass().remove(density.styleClass());
        }
        grid.getStyleClass()
                .add(shape.density(viewport.getWidth(), viewport.getHeight()).styleClass());
    }

    private void shareEqually() {
        for (int i = 0; i < shape.columns(); i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / shape.columns());
            grid.getColumnConstraints().add(column);
        }
        for (int i = 0; i < shape.rows(); i++) {
            var row = new RowConstraints();
            row.setPercentHeight(100.0 / shape.rows());
            grid.getRowConstraints().add(row);
        }
    }
}
