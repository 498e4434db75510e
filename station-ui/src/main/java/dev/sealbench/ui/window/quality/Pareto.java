package dev.sealbench.ui.window.quality;

import dev.sealbench.core.QualityReport.Count;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.parts.Sheet;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What happened most often, first: name and count as text, a bar under them. FX thread only.
final class Pareto {

    private static final int MOST = 6;

    private Pareto() {}

    /// @param none what stands there when nothing was counted
    static VBox card(QualityText text, String heading, List<Count> counts, UnaryOperator<String> name, String none) {
        var card = Sheet.card(heading);
        card.getStyleClass().add("pareto");
        if (counts.isEmpty()) {
            card.getChildren().add(Nodes.sentence(none, "pareto-none"));
            return card;
        }
        long most = counts.getFirst().times();
        long all = counts.stream().mapToLong(Count::times).sum();
        boolean more = counts.size() > MOST;
        var shown = more ? counts.subList(0, MOST - 1) : counts;
        shown.forEach(each -> card.getChildren().add(row(text, name.apply(each.what()), each.times(), most, all)));
        if (more) {
            var rest = counts.subList(MOST - 1, counts.size());
            long times = rest.stream().mapToLong(Count::times).sum();
            card.getChildren().add(row(text, text.get("pareto.rest", rest.size()), times, most, all));
        }
        return card;
    }

    private static VBox row(QualityText text, String name, long times, long most, long all) {
        var words = Nodes.sentence(name, "pareto-name");
        HBox.setHgrow(words, Priority.ALWAYS);
        var share = Nodes.label(text.share((double) times / all), "pareto-share");
        var line = Nodes.row("pareto-line", words, share, Nodes.label(text.number(times), "pareto-times"));
        var row = Nodes.column("pareto-row", line, bar((double) times / most));
        row.setAccessibleText(name + ": " + times);
        return row;
    }

    /// Full at 1; the rest of several may be more.
    static StackPane bar(double part) {
        var fill = new Region();
        fill.getStyleClass().add("part-fill");
        var bar = new StackPane(fill);
        bar.getStyleClass().add("part-bar");
        fill.maxWidthProperty().bind(bar.widthProperty().multiply(Math.min(1, part)));
        return bar;
    }
}
