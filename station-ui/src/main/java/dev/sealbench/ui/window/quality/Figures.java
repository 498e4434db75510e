package dev.sealbench.ui.window.quality;

import dev.sealbench.core.QualityReport;
import dev.sealbench.core.RunResult;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.parts.Sheet;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The numbers that count, in large type: first-pass yield, units, takt, cycle time. FX thread only.
final class Figures {

    private static final int MOST_STATIONS = 3;
    private static final double CARD_WIDTH = 220;

    private final QualityText text;
    private final QualityReport report;

    Figures(QualityText text, QualityReport report) {
        this.text = text;
        this.report = report;
    }

    HBox node() {
        var others = Sheet.pair(passed(), takt(), cycle());
        // by which the height of their words is reckoned before the width is known
        others.getChildren().forEach(card -> ((Region) card).setPrefWidth(CARD_WIDTH));
        var row = Nodes.row("figures", firstPass(), others);
        HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
        return row;
    }

    private VBox firstPass() {
        var yield = report.firstPass();
        var behind = yield.all() == 0 ? text.get("first.none") : text.get("first.of", yield.good(), yield.all());
        var rolled = report.rolled().all() == 0
                ? ""
                : text.get(
                        "rolled.of",
                        text.percent(report.rolled()),
                        report.rolled().good(),
                        report.rolled().all());
        return Nodes.column(
                "figure-first",
                Nodes.sentence(text.get("first"), "figure-name"),
                Nodes.label(text.percent(yield), "figure-yield"),
                Pareto.bar(yield.ratio().orElse(0.0)),
                Nodes.sentence(behind, "figure-behind"),
                Nodes.sentence(rolled, "figure-more"));
    }

    private VBox passed() {
        long best = report.unitsPerHour().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return figure(
                text.get("passed"),
                text.number(report.units()),
                text.get("passed.best", best),
                text.get(
                        "passed.runs",
                        runs(RunResult.STATION_FAULTED),
                        runs(RunResult.ABANDONED) + runs(RunResult.INTERRUPTED)));
    }

    private VBox takt() {
        var takt = report.takt();
        if (takt.isEmpty()) {
            return figure(text.get("takt"), "–", text.get("takt.none"), "");
        }
        if (takt.size() == 1) {
            return figure(
                    text.get("takt"), text.time(takt.get(takt.firstKey())), text.get("takt.at", takt.firstKey()), "");
        }
        var card = Nodes.column("figure", Nodes.sentence(text.get("takt"), "figure-name"));
        takt.entrySet().stream()
                .limit(MOST_STATIONS)
                .forEach(each -> card.getChildren()
                        .add(Nodes.column(
                                "figure-station",
                                Nodes.label(text.time(each.getValue()), "figure-small"),
                                Nodes.sentence(each.getKey(), "figure-more"))));
        if (takt.size() > MOST_STATIONS) {
            card.getChildren().add(Nodes.sentence(text.get("takt.more", takt.size() - MOST_STATIONS), "figure-more"));
        }
        return card;
    }

    private VBox cycle() {
        return report.cycle()
                .map(cycle -> figure(
                        text.get("cycle"),
                        text.time(cycle.median()),
                        text.get("cycle.median"),
                        text.get("cycle.p95", text.time(cycle.p95()))))
                .orElseGet(() -> figure(text.get("cycle"), "–", text.get("cycle.none"), ""));
    }

    private static VBox figure(String name, String value, String behind, String more) {
        return Nodes.column(
                "figure",
                Nodes.sentence(name, "figure-name"),
                Nodes.label(value, "figure-value"),
                Nodes.sentence(behind, "figure-behind"),
                Nodes.sentence(more, "figure-more"));
    }

    private long runs(RunResult result) {
        return report.runs().getOrDefault(result, 0L);
    }
}
