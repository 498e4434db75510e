package dev.sealbench.ui.window.health;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.health.Finding.Area;
import dev.sealbench.ui.window.health.Finding.Severity;
import dev.sealbench.ui.window.parts.CopyButton;
import dev.sealbench.ui.window.parts.Mark;
import dev.sealbench.ui.window.parts.Said;
import dev.sealbench.ui.window.parts.Sheet;
import dev.sealbench.ui.window.parts.Times;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The health page in one language: the sum of it in large type, five parts of the station, what to do, and all that is
/// well. FX thread only.
final class HealthView {

    private static final List<Area> PARTS = List.of(Area.SLOT, Area.DATABASE, Area.PRINTER, Area.VAULT, Area.CLOCK);

    private final WindowText text;
    private final VBox body = Nodes.column("health-body");
    private final Node root;
    private final Button again;
    private final CopyButton copy;
    private Optional<HealthReport> report = Optional.empty();

    HealthView(WindowText text, Runnable lookAgain) {
        this.text = text;
        this.again = Nodes.button(Material2RoundMZ.REFRESH, text.get("health.again"), lookAgain, "look-again");
        this.copy = new CopyButton(
                text,
                text.get("health.copy"),
                text.get("health.copy.help"),
                () -> report.map(HealthReport::text).orElse(""));
        var sheet = Nodes.column("sheet", Sheet.headline(text.get("health.title"), copy, again), body);
        root = Sheet.scroll(sheet);
    }

    Node node() {
        return root;
    }

    void show(HealthState state) {
        again.setDisable(state instanceof HealthState.Looking);
        copy.setDisable(!(state instanceof HealthState.Seen));
        report = Optional.empty();
        switch (state) {
            case HealthState.Looking() -> Slices.fill(body, looking());
            case HealthState.Failed(var why) ->
                Slices.fill(body, summary(Severity.WRONG, text.get("health.failed"), Said.sentence(text, why)));
            case HealthState.Seen(var seen) -> {
                report = Optional.of(seen);
                show(seen);
            }
        }
    }

    private void show(HealthReport seen) {
        var worst = worst(seen.findings()).orElse(Severity.GOOD);
        var toMend = seen.findings().stream()
                .filter(finding -> !finding.isGood())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        long wrong = toMend.stream()
                .filter(finding -> finding.severity() == Severity.WRONG)
                .count();
        long count = worst == Severity.WRONG ? wrong : toMend.size();
        var looked = text.get("health.looked", Times.moment(seen.at(), ZoneId.systemDefault(), text.locale()));
        var parts = new ArrayList<Node>();
        parts.add(summary(worst, text.get("health.sum." + worst.name(), count), looked));
        parts.add(parts(seen));
        toMend.forEach(finding -> parts.add(toMend(finding)));
        parts.add(well(seen.findings()));
        Slices.fill(body, parts.toArray(Node[]::new));
    }

    private HBox looking() {
        var turning = new ProgressIndicator();
        turning.setAccessibleText(text.get("health.looking"));
        return Nodes.row("waiting", turning, Nodes.sentence(text.get("health.looking")));
    }

    private static HBox summary(Severity severity, String sum, String below) {
        var words = Nodes.column(
                "health-sum-words", Nodes.sentence(sum, "health-sum"), Nodes.sentence(below, "health-looked"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = Nodes.row("health-summary", Nodes.icon(icon(severity), "health-icon"), words);
        row.getStyleClass().add(tone(severity).styleClass());
        return row;
    }

    private Node parts(HealthReport seen) {
        var tiles = PARTS.stream().map(area -> part(area, seen.findings())).toArray(Node[]::new);
        var row = Sheet.pair(tiles);
        row.getStyleClass().add("health-parts");
        return row;
    }

    private VBox part(Area area, List<Finding> findings) {
        var state = worst(
                findings.stream().filter(finding -> finding.area() == area).toList());
        var mark = state.map(this::mark)
                .orElseGet(() -> new Mark(Material2RoundAL.HELP_OUTLINE, text.get("health.unseen"), Mark.Tone.NEUTRAL));
        var tile = Nodes.column(
                "health-part", Nodes.icon(area.icon(), "part-icon"), Nodes.sentence(name(area), "part-name"), mark);
        state.ifPresent(
                severity -> tile.getStyleClass().add("part-" + tone(severity).styleClass()));
        return tile;
    }

    private VBox toMend(Finding finding) {
        var head = Nodes.row("mend-head", mark(finding.severity()), Nodes.label(name(finding.area()), "mend-area"));
        var card = Nodes.column("sheet-card", head, Nodes.sentence(finding.sentence(text), "mend-what"));
        card.getStyleClass()
                .addAll("mend-card", "mend-" + tone(finding.severity()).styleClass());
        if (!finding.mend().isEmpty()) {
            card.getChildren()
                    .add(Nodes.row(
                            "mend-line",
                            Nodes.icon(Material2RoundAL.BUILD),
                            Nodes.sentence(finding.advice(text), "mend-advice")));
        }
        return card;
    }

    private VBox well(List<Finding> findings) {
        var card = Sheet.card(text.get("health.well"));
        findings.stream()
                .filter(Finding::isGood)
                .forEach(finding -> card.getChildren().add(well(finding)));
        Nodes.present(card, findings.stream().anyMatch(Finding::isGood));
        return card;
    }

    private HBox well(Finding finding) {
        var area = Nodes.label(name(finding.area()), "well-area");
        var what = Nodes.sentence(finding.sentence(text), "well-what");
        HBox.setHgrow(what, Priority.ALWAYS);
        var row = Nodes.row("well-line", Nodes.icon(Material2RoundAL.CHECK_CIRCLE, "well-icon"), area, what);
        row.setAccessibleText(name(finding.area()) + ": " + finding.sentence(text));
        return row;
    }

    private Mark mark(Severity severity) {
        return new Mark(icon(severity), text.get("health.severity." + severity.name()), tone(severity));
    }

    private String name(Area area) {
        return text.get("health.area." + area.name());
    }

    private static Optional<Severity> worst(List<Finding> findings) {
        return findings.stream().map(Finding::severity).min(Comparator.naturalOrder());
    }

    private static Ikon icon(Severity severity) {
        return switch (severity) {
            case WRONG -> Material2RoundAL.ERROR;
            case WARNING -> Material2RoundMZ.WARNING;
            case GOOD -> Material2RoundAL.CHECK_CIRCLE;
        };
    }

    private static Mark.Tone tone(Severity severity) {
        return switch (severity) {
            case WRONG -> Mark.Tone.WRONG;
            case WARNING -> Mark.Tone.WARNING;
            case GOOD -> Mark.Tone.GOOD;
        };
    }
}
