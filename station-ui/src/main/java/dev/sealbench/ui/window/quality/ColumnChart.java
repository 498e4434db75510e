package dev.sealbench.ui.window.quality;

import dev.sealbench.ui.window.Slices;
import java.util.HashSet;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.chart.BarChart;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;

/// Counts as columns, with few lines behind them. The columns come in a pulse after the axes. FX thread only.
final class ColumnChart {

    private static final double WIDEST_COLUMN = 56;
    private static final double LEAST_GAP = 6;
    private static final int LINES = 5;
    private static final int MOST_LABELS = 16;

    private ColumnChart() {}

    /// @param spoken what a screen reader says of the whole
    static Node of(QualityText text, List<Bar> bars, String spoken) {
        var across = new CategoryAxis();
        var up = upwards(text, bars.stream().mapToLong(Bar::value).max().orElse(1));
        var chart = new BarChart<>(across, up);
        across.setAnimated(false);
        across.setTickMarkVisible(false);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setVerticalGridLinesVisible(false);
        chart.setHorizontalZeroLineVisible(false);
        chart.setBarGap(0);
        chart.getStyleClass().add("columns");
        chart.setAccessibleText(spoken);
        across.widthProperty()
                .subscribe(width -> chart.setCategoryGap(
                        Math.max(LEAST_GAP, width.doubleValue() / Math.max(1, bars.size()) - WIDEST_COLUMN)));
        Slices.later(chart, () -> fill(chart, across, text, bars));
        return chart;
    }

    private static void fill(BarChart<String, Number> chart, CategoryAxis across, QualityText text, List<Bar> bars) {
        var series = new XYChart.Series<String, Number>();
        var labels = new HashSet<String>();
        int every = Math.ceilDiv(Math.max(1, bars.size()), MOST_LABELS);
        for (int at = 0; at < bars.size(); at++) {
            var label = at % every == 0 ? bars.get(at).label() : "";
            series.getData()
                    .add(new XYChart.Data<>(unique(label, labels), bars.get(at).value()));
        }
        // named, so that labels without room are left out instead of turned upright
        across.setCategories(FXCollections.observableList(
                series.getData().stream().map(XYChart.Data::getXValue).toList()));
        chart.getData().add(series);
        for (int at = 0; at < bars.size(); at++) {
            name(
                    series.getData().get(at).getNode(),
                    bars.get(at).spoken() + ": " + text.number(bars.get(at).value()));
        }
    }

    private static NumberAxis upwards(QualityText text, long most) {
        long step = step(most);
        var axis = new NumberAxis(0, Math.ceilDiv(Math.max(1, most), step) * (double) step, step);
        axis.setAnimated(false);
        axis.setMinorTickVisible(false);
        axis.setTickMarkVisible(false);
        axis.setTickLabelFormatter(new StringConverter<>() {
            @Override
            public String toString(Number value) {
                return text.number(value.longValue());
            }

            @Override
            public Number fromString(String typed) {
                throw new UnsupportedOperationException("nothing is typed on an axis");
            }
        });
        return axis;
    }

    /// 1, 2 or 5 times a power of ten, so that few lines reach up to `most`.
    static long step(long most) {
        for (long power = 1; ; power *= 10) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * power * LINES >= most) {
                    return factor * power;
                }
            }
        }
    }

    private static void name(Node column, String spoken) {
        column.accessibleTextProperty().unbind(); // the chart's own says where a column begins, not where it ends
        column.setAccessibleText(spoken);
        Tooltip.install(column, new Tooltip(spoken));
    }

    /// Two columns may have one label, such as the hour that a clock strikes twice; the chart would make them one.
    private static String unique(String label, HashSet<String> labels) {
        var unique = label;
        while (!labels.add(unique)) {
            unique += "\u200b";
        }
        return unique;
    }
}
