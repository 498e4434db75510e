package dev.sealbench.ui.window.unit;

import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.unit.UnitModel.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The unit page in one language: search on top, then the units that were found, or one of them. Only shows the model.
/// FX thread only.
final class UnitView {

    private static final Duration TYPING = Duration.millis(250);
    private static final int MOST_CHARACTERS = 64;

    /// Units that are added to the list in each pulse.
    private static final int AT_ONCE = 6;

    private final UnitText text;
    private final UnitModel model;
    private final Consumer<SerialNumber> reprint;
    private final TextField field = new TextField();
    private final Label notice = Nodes.sentence("", "unit-notice");
    private final BorderPane root = new BorderPane();
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final List<Subscription> subscriptions = new ArrayList<>();
    private Optional<UnitPane> pane = Optional.empty();

    UnitView(UnitText text, UnitModel model, Consumer<SerialNumber> reprint) {
        this.text = text;
        this.model = model;
        this.reprint = reprint;
        root.getStyleClass().add("unit");
        field.getStyleClass().add("unit-search");
        field.setPromptText(text.get("search.prompt"));
        field.setAccessibleText(text.get("search.help"));
        field.setTextFormatter(new TextFormatter<>(UnitView::bounded));
        field.setOnAction(_ -> take());
        field.textProperty().subscribe((_, _) -> typing.playFromStart());
        typing.setOnFinished(_ -> {
            if (!field.getText().isBlank() || !(model.shown().get() instanceof Shown.Open)) {
                model.search(field.getText().strip());
            }
        });
        HBox.setHgrow(notice, Priority.ALWAYS);
        root.setTop(Nodes.row("unit-top", field, notice));
        subscriptions.add(model.shown().subscribe(this::show));
        subscriptions.add(model.unreadable().subscribe(_ -> showNotice()));
        subscriptions.add(model.proof().subscribe(proof -> pane.ifPresent(each -> each.show(proof))));
        subscriptions.add(model.deciding().subscribe(deciding -> pane.ifPresent(each -> each.show(deciding))));
    }

    Node node() {
        return root;
    }

    void focus() {
        Focus.give(field);
    }

    /// Hears no more of the model: another view has taken its place.
    void close() {
        typing.stop();
        subscriptions.forEach(Subscription::unsubscribe);
    }

    private void take() {
        typing.stop();
        var typed = field.getText().strip();
        try {
            model.open(SerialNumber.parse(typed));
        } catch (MalformedSerial e) {
            model.search(typed);
        }
    }

    private void show(Shown shown) {
        pane = Optional.empty();
        root.setCenter(
                switch (shown) {
                    case Shown.Looking() -> empty(text.get("looking"), "");
                    case Shown.Failed(var fault) -> empty(text.of(fault), text.get("failed.next"));
                    case Shown.Found(var part, var units) -> found(part, units);
                    case Shown.Open(var file) -> open(file);
                });
        showNotice();
    }

    private void showNotice() {
        var refused = model.unreadable().get();
        notice.setText(refused.map(text::scanRefused).orElseGet(() -> text.get("search.hint")));
        notice.setGraphic(Nodes.icon(refused.isPresent() ? Material2RoundAL.BLOCK : Material2RoundMZ.QR_CODE_SCANNER));
        notice.pseudoClassStateChanged(Looks.REFUSED, refused.isPresent());
    }

    private Node open(UnitFile file) {
        typing.stop();
        field.clear();
        typing.stop();
        var fresh = new UnitPane(text, model, file, reprint);
        fresh.show(model.proof().get());
        fresh.show(model.deciding().get());
        pane = Optional.of(fresh);
        return fresh;
    }

    private Node found(String part, List<UnitRecord> units) {
        if (units.isEmpty()) {
            return part.isEmpty()
                    ? empty(text.get("none"), text.get("none.next"))
                    : empty(text.get("nothing", part), text.get("nothing.next"));
        }
        var list = Nodes.column("unit-matches");
        Slices.fill(AT_ONCE, list, units.stream().map(this::match).toList());
        var title = part.isEmpty() ? text.get("newest") : text.get("found", part);
        return Looks.scrolled(Nodes.column("unit-found", Nodes.label(title, "unit-found-title"), list));
    }

    private Button match(UnitRecord unit) {
        var row = Nodes.row(
                "unit-match-row",
                Nodes.label(unit.serial().printed(), "unit-match-serial"),
                Looks.chip(text, unit.state()),
                Nodes.spacer(),
                Nodes.label(unit.workOrder(), "unit-match-order"),
                Nodes.label(text.at(unit.changed()), "unit-match-at"),
                Nodes.icon(Material2RoundAL.CHEVRON_RIGHT));
        var button = new Button(null, row);
        button.getStyleClass().add("unit-match");
        button.setMaxWidth(Double.MAX_VALUE);
        row.prefWidthProperty().bind(button.widthProperty().subtract(40));
        button.setAccessibleText(unit.serial().printed() + ", " + text.of(unit.state()));
        button.setOnAction(_ -> model.open(unit.serial()));
        return button;
    }

    private static Node empty(String title, String next) {
        return Nodes.column(
                "unit-empty",
                Nodes.icon(Material2RoundMZ.SEARCH, "unit-empty-icon"),
                Nodes.sentence(title, "unit-empty-title"),
                Nodes.sentence(next, "unit-empty-next"));
    }

    private static TextFormatter.Change bounded(TextFormatter.Change change) {
        change.setText(change.getText().replaceAll("\\p{Cntrl}", ""));
        return change.getControlNewText().length() > MOST_CHARACTERS ? null : change;
    }
}
