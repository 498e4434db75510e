package dev.sealbench.ui.window.quality;

import dev.sealbench.core.QualityReport;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.parts.CopyButton;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Said;
import dev.sealbench.ui.window.parts.Sheet;
import dev.sealbench.ui.window.parts.Times;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The quality page in one language. FX thread only.
final class QualityView {

    private final QualityText text;
    private final FilterBar filterBar;
    private final Label at = Nodes.sentence("", "quality-at");
    private final VBox body = Nodes.column("quality-body");
    private final ToggleButton numbers;
    private final CopyButton copy;
    private final Button refresh;
    private final Node root;
    private Optional<QualityState.Seen> seen = Optional.empty();
    private String workOrder = "";
    private boolean charts = true;

    /// Goes up with each thing that is shown, so that parts of one before are not added to it.
    private int drawing;

    /// What a person can do here.
    interface Actions {

        void span(Span span);

        void days(LocalDate first, LocalDate last);

        void order(Optional<String> number);

        void refresh();

        /// Charts, or their numbers.
        void numbers(boolean instead);
    }

    QualityView(QualityText text, Actions actions) {
        this.text = text;
        this.filterBar = new FilterBar(text, actions);
        this.numbers = new ToggleButton(text.get("numbers"), Nodes.icon(Material2RoundMZ.TABLE_CHART));
        numbers.getStyleClass().add("numbers-toggle");
        numbers.setMinWidth(ToggleButton.USE_PREF_SIZE);
        numbers.setAccessibleHelp(text.get("numbers.help"));
        numbers.setOnAction(_ -> actions.numbers(numbers.isSelected()));
        this.copy = new CopyButton(text.words(), text.get("copy"), text.get("copy.help"), this::csv);
        this.refresh = Nodes.button(Material2RoundMZ.REFRESH, text.get("refresh"), actions::refresh);
        var sheet = Nodes.column("sheet", Sheet.headline(text.get("title"), numbers, copy, refresh), filterBar, body);
        root = Sheet.scroll(sheet);
    }

    Node node() {
        return root;
    }

    void show(QualityFilter filter, LocalDate today, List<String> orders) {
        workOrder = filter.workOrder().orElse("");
        filterBar.show(filter, today, orders);
    }

    void show(QualityState state, boolean asNumbers) {
        if (state instanceof QualityState.Seen now && isShown(now, asNumbers)) {
            showTime(now); // nothing else changed: what a person reads or has scrolled to stays
            return;
        }
        seen = Optional.empty();
        drawing++;
        numbers.setSelected(asNumbers);
        refresh.setDisable(state instanceof QualityState.Reading);
        switch (state) {
            case QualityState.Reading() -> body.getChildren().setAll(reading());
            case QualityState.WrongDays() -> body.getChildren().setAll(wrong(text.get("wrong-days")));
            case QualityState.Failed(var why) -> body.getChildren().setAll(wrong(Said.sentence(text.words(), why)));
            case QualityState.Seen now -> show(now, asNumbers);
        }
        copy.setDisable(seen.isEmpty());
        numbers.setDisable(seen.isEmpty());
    }

    private boolean isShown(QualityState.Seen now, boolean asNumbers) {
        return charts != asNumbers
                && seen.filter(before -> before.report().equals(now.report())).isPresent();
    }

    private void showTime(QualityState.Seen now) {
        seen = Optional.of(now);
        at.setText(text.get("at", Times.moment(now.at(), QualityText.zone(), text.locale())));
    }

    private void show(QualityState.Seen now, boolean asNumbers) {
        var report = now.report();
        charts = !asNumbers;
        showTime(now);
        if (report.runs().isEmpty()) {
            body.getChildren()
                    .setAll(Sheet.empty(Material2RoundAL.INSIGHTS, text.get("empty"), text.get("empty.next")), at);
            return;
        }
        body.getChildren().setAll(new Figures(text, report).node());
        draw(() -> passes(now.passes(), asNumbers));
        draw(() -> halves(
                Pareto.card(text, text.get("by-step"), report.rejects().bySteps(), text::step, text.get("by.none")),
                Pareto.card(text, text.get("by-slot"), report.rejects().bySlots(), text::slot, text.get("by.none"))));
        draw(() -> halves(
                Pareto.card(text, text.get("by-fault"), report.rejects().byFaults(), text::fault, text.get("by.none")),
                Pareto.card(
                        text,
                        text.get("by-station"),
                        report.stationFaults(),
                        text::fault,
                        text.get("by-station.none"))));
        report.cycle().ifPresent(cycle -> draw(() -> cycles(cycle, asNumbers)));
        draw(() -> at);
    }

    /// Side by side, and as high as the words in both need at that width.
    private static GridPane halves(Node left, Node right) {
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        var grid = new GridPane();
        grid.getStyleClass().add("halves");
        grid.getColumnConstraints().addAll(half, half);
        grid.addRow(0, left, right);
        return grid;
    }

    /// Makes a part in a pulse of its own and adds it in another: all at once they would hold the windows too long.
    private void draw(Supplier<Node> part) {
        int begun = drawing;
        inTurn(begun, () -> {
            var made = part.get();
            inTurn(begun, () -> body.getChildren().add(made));
        });
    }

    private void inTurn(int begun, Runnable piece) {
        Slices.later(body, () -> {
            if (begun == drawing) {
                piece.run();
            }
        });
    }

    private VBox passes(Passes passes, boolean asNumbers) {
        if (passes.columns().isEmpty()) {
            return Sheet.card(text.get("passes.hour"), Nodes.sentence(text.get("passes.none"), "pareto-none"));
        }
        var zone = text.zone(passes.columns().firstKey());
        var bars = passes.columns().entrySet().stream()
                .map(each -> {
                    var label = text.column(passes.grain(), each.getKey());
                    return new Bar(label, label, each.getValue());
                })
                .toList();
        return card(text.get(passes.grain().key()), text.get("passes.zone", zone), bars, asNumbers);
    }

    private VBox cycles(QualityReport.Cycle cycle, boolean asNumbers) {
        var bins = CycleBins.of(cycle.histogram(), cycle.p95().toSeconds());
        var bars = bins.columns().stream()
                .map(bin -> new Bar(text.column(bin), spoken(bin, bins.widthSeconds()), bin.runs()))
                .toList();
        var below = text.get("cycles.below", text.time(cycle.median()), text.time(cycle.p95()));
        return card(text.get("cycles"), below, bars, asNumbers);
    }

    private String spoken(CycleBins.Bin bin, long width) {
        return bin.open()
                ? text.column(bin)
                : text.get("cycles.from", text.column(bin), text.time(Duration.ofSeconds(bin.fromSeconds() + width)));
    }

    /// A chart or its numbers; which, the person says for all of them.
    private VBox card(String heading, String below, List<Bar> bars, boolean asNumbers) {
        var content = asNumbers
                ? NumberTable.of(text, text.get("table.from"), bars, heading)
                : ColumnChart.of(text, bars, heading + ". " + below);
        var card = Sheet.card(heading, Nodes.sentence(below, "chart-below"), content);
        card.getStyleClass().add("chart-card");
        return card;
    }

    private Node reading() {
        var turning = new ProgressIndicator();
        turning.setAccessibleText(text.get("reading"));
        return Nodes.row("waiting", turning, Nodes.sentence(text.get("reading")));
    }

    private static Notice wrong(String sentence) {
        var notice = new Notice();
        notice.wrong(sentence);
        return notice;
    }

    private String csv() {
        return seen.map(now -> QualityCsv.of(now.report(), workOrder)).orElse("");
    }
}
