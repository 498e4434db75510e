package dev.sealbench.ui.window.unit;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunRecord.RunEnd;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.unit.Timeline.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Runs and decisions of a unit, newest first. FX thread only.
final class HistoryTab extends VBox {

    private final UnitText text;
    private final UnitFile file;

    HistoryTab(UnitText text, UnitFile file) {
        this.text = text;
        this.file = file;
        getStyleClass().add("timeline");
        for (var entry : Timeline.of(file.history())) {
            getChildren()
                    .add(
                            switch (entry) {
                                case Entry.Run(var run, var steps) -> run(run, steps);
                                case Entry.Change(var change, boolean lifted) -> change(change, lifted);
                                case Entry.Update(var event) -> update(event);
                            });
        }
        if (getChildren().isEmpty()) {
            getChildren().add(Nodes.sentence(text.get("history.none"), "unit-empty-next"));
        }
    }

    private VBox run(RunRecord run, List<UnitStateChange> steps) {
        var word = run.end().map(end -> end.result().name()).orElse("GOES_ON");
        var took = run.end()
                .map(end -> " · " + text.get("run.took", text.took(Duration.between(run.started(), end.at()))))
                .orElse("");
        var who = text.get("run.where", run.slot(), run.station(), file.nameOf(run.person())) + took;
        var card = entry(icon(run.end()), tone(run.end()), text.get("run." + word), text.at(run.started()), who);
        run.end().filter(end -> end.faultCode() != 0).ifPresent(end -> {
            card.getChildren().add(Nodes.sentence(text.why(end), "entry-why"));
            if (!text.detail(end).isEmpty()) {
                card.getChildren().add(Nodes.sentence(text.detail(end), "entry-who"));
            }
        });
        if (!steps.isEmpty()) {
            card.getChildren().add(steps(steps));
        }
        return card;
    }

    private FlowPane steps(List<UnitStateChange> steps) {
        var flow = new FlowPane();
        flow.getStyleClass().add("entry-steps");
        for (var step : steps) {
            var label = Nodes.label(text.of(step.state()) + " " + text.time(step.at()), "entry-step");
            label.setGraphic(Nodes.icon(Material2RoundAL.CHECK));
            flow.getChildren().add(label);
        }
        return flow;
    }

    private VBox change(UnitStateChange change, boolean lifted) {
        var word = lifted ? text.get("lifted") : text.of(change.state());
        var tone = switch (change.state()) {
            case QUARANTINED -> "doubt";
            case SCRAPPED -> "bad";
            case RELEASED -> "good";
            default -> "way";
        };
        var who = text.get("change.where", change.station(), file.nameOf(change.person()));
        var icon = lifted ? Material2RoundAL.CHECK_CIRCLE : Looks.icon(change.state());
        var card = entry(icon, tone, word, text.at(change.at()), who);
        text.quoted(change.reason()).ifPresent(reason -> card.getChildren().add(Nodes.sentence(reason, "entry-why")));
        return card;
    }

    private VBox update(EventRecord event) {
        boolean well = event.result() == EventRecord.Result.OK;
        var who = text.get("change.where", event.station(), file.nameOf(event.person()));
        var card = entry(
                Material2RoundMZ.SYSTEM_UPDATE_ALT,
                well ? "way" : "bad",
                text.get(well ? "update" : "update.failed"),
                text.at(event.at()),
                who);
        card.getChildren().add(Nodes.sentence(event.detail(), "entry-why"));
        return card;
    }

    private static VBox entry(Ikon icon, String tone, String word, String at, String who) {
        HBox head = Nodes.row(
                "entry-head",
                Nodes.icon(icon, "entry-icon"),
                Nodes.label(word, "entry-word"),
                Nodes.spacer(),
                Nodes.label(at, "entry-at"));
        var card = Nodes.column("card", head, Nodes.sentence(who, "entry-who"));
        card.getStyleClass().addAll("entry", "entry-" + tone);
        return card;
    }

    private static Ikon icon(Optional<RunEnd> end) {
        return end.<Ikon>map(each -> switch (each.result()) {
                    case PASSED -> Material2RoundAL.CHECK_CIRCLE;
                    case UNIT_REJECTED -> Material2RoundAL.CANCEL;
                    case STATION_FAULTED -> Material2RoundMZ.WARNING;
                    case ABANDONED -> Material2RoundMZ.STOP_CIRCLE;
                    case INTERRUPTED -> Material2RoundMZ.POWER_OFF;
                })
                .orElse(Material2RoundMZ.TIMELAPSE);
    }

    private static String tone(Optional<RunEnd> end) {
        return end.map(each -> switch (each.result()) {
                    case PASSED -> "good";
                    case UNIT_REJECTED -> "bad";
                    case STATION_FAULTED -> "doubt";
                    case ABANDONED, INTERRUPTED -> "way";
                })
                .orElse("way");
    }
}
