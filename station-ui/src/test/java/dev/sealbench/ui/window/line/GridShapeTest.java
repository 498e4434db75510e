package dev.sealbench.ui.window.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridShapeTest {

    @ParameterizedTest(name = "{0} tiles in {1} columns and {2} rows")
    @CsvSource({"1, 1, 1", "2, 2, 1", "3, 2, 2", "4, 2, 2", "5, 3, 2", "8, 3, 3", "10, 4, 3", "13, 4, 4", "16, 4, 4"})
    void tilesStandAboutAsWideAsHigh(int tiles, int columns, int rows) {
        assertThat(GridShape.of(tiles)).isEqualTo(new GridShape(columns, rows));
    }

    @ParameterizedTest(name = "{0} tiles in {1} x {2} px are {3}")
    @CsvSource({
        "4, 1920, 840, ROOMY",
        "4, 1280, 560, MEDIUM",
        "16, 1920, 840, DENSE",
        "16, 1366, 530, COMPACT",
        "6, 1792, 800, MEDIUM",
        "8, 1152, 590, DENSE",
        "1, 2000, 200, DENSE", // wide, but low
        "1, 300, 2000, COMPACT" // high, but narrow
    })
    void theTypeFollowsTheSmallerSideOfACell(int tiles, double width, double height, GridShape.Density density) {
        assertThat(GridShape.of(tiles).density(width, height)).isEqualTo(density);
    }
}
