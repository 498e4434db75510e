package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Slices;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;

/// Tiles in equal cells, in reading order, filling the window; larger cells get larger type. Scrolls where the
/// window is too small even for the smallest. FX thread only.
final class TileGrid extends ScrollPane {

    private final GridPane grid = new GridPane();
    private final GridShape shape;

    /// @param tiles each builds one; they come one in each pulse
    TileGrid(List<Supplier<SlotTile>> tiles) {
        shape = GridShape.of(tiles.size());
        grid.getStyleClass().add("tiles");
        for (int index = 0; index < tiles.size(); index++) {
            int place = index;
            Slices.later(grid, () -> add(tiles.get(place).get(), place));
        }
        shareEqually();
        setContent(grid);
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        getStyleClass().add("tile-scroll");
        viewportBoundsProperty().subscribe(this::chooseDensity);
    }

    private void add(SlotTile tile, int place) {
        grid.add(tile, place % shape.columns(), place / shape.columns());
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
