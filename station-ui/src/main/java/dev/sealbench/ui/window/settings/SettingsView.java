package dev.sealbench.ui.window.settings;

import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.settings.SettingsModel.Edit;
import dev.sealbench.ui.window.settings.SettingsModel.Section;
import dev.sealbench.ui.window.settings.SettingsModel.Seen;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The page of settings in one language: its parts on the left, one of them on the right. FX thread only.
final class SettingsView {

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final WindowText text;
    private final SettingsModel model;
    private final BorderPane root = new BorderPane();
    private final Label notice = Nodes.sentence("", "settings-notice");
    private final Label restart = Nodes.sentence("", "settings-restart-words");
    private final HBox restartLine = Nodes.row("settings-restart", Nodes.icon(Material2RoundMZ.REPLAY), restart);
    private final Map<Section, ToggleButton> sections = new EnumMap<>(Section.class);
    private final ScrollPane beside = new ScrollPane();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Subscription> formSubscriptions = new ArrayList<>();
    private Optional<ScannerPane> scanner = Optional.empty();

    SettingsView(WindowText text, SettingsModel model) {
        this.text = text;
        this.model = model;
        root.getStyleClass().add("settings");
        root.setTop(Nodes.column(
                "settings-top", Nodes.label(text.get("settings.heading"), "settings-title"), restartLine, notice));
        root.setLeft(left());
        root.setCenter(beside);
        beside.getStyleClass().add("settings-beside");
        beside.setFitToWidth(true);
        beside.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        beside.setFocusTraversable(false);
        subscriptions.add(model.seen().subscribe(this::show));
    }

    Node node() {
        return root;
    }

    /// Hears no more of the model: another view has taken its place.
    void close() {
        subscriptions.forEach(Subscription::unsubscribe);
        dropForm();
    }

    /// Says how a scan was read, where the scanner is tried out; wipes it.
    void showScan(ScanReading scan) {
        scanner.ifPresent(pane -> pane.show(scan));
    }

    private VBox left() {
        var list = Nodes.column("settings-list");
        for (var section : Section.values()) {
            var words = text.get("settings.section." + section.name());
            var button = new ToggleButton(words, Nodes.icon(icon(section)));
            button.getStyleClass().add("settings-section");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setOnAction(_ -> model.open(section));
            sections.put(section, button);
            list.getChildren().add(button);
        }
        return list;
    }

    private static Ikon icon(Section section) {
        return switch (section) {
            case SLOTS -> Material2RoundMZ.USB;
            case PRINTERS -> Material2RoundMZ.PRINT;
            case SCANNER -> Material2RoundMZ.QR_CODE_SCANNER;
            case PLACE -> Material2RoundMZ.TUNE;
        };
    }

    private void show(Seen seen) {
        sections.forEach((section, button) -> button.setSelected(section == seen.section()));
        var waiting = seen.settings().map(StationSettings::waiting).orElse(Set.of());
        Nodes.present(restartLine, !waiting.isEmpty());
        restart.setText(text.get(
                "settings.restart",
                Stream.of(StationSettings.Part.values())
                        .filter(waiting::contains)
                        .map(part -> text.get("settings.part." + part.name()))
                        .collect(Collectors.joining(", "))));
        var refusal = seen.refused().map(text::said);
        Nodes.present(notice, seen.saved() || refusal.isPresent());
        notice.setText(refusal.orElse(text.get("settings.saved")));
        notice.setGraphic(Nodes.icon(refusal.isPresent() ? Material2RoundAL.ERROR : Material2RoundAL.CHECK_CIRCLE));
        notice.pseudoClassStateChanged(REFUSED, refusal.isPresent());
        beside.setDisable(seen.busy());
        showPane(seen);
    }

    /// A form stays as it is while the station is asked and when it refuses: what was typed is not lost.
    private void showPane(Seen seen) {
        var wanted = new Shown(seen.section(), seen.edit());
        boolean isForm = !(seen.edit() instanceof Edit.Nothing);
        boolean stays = isForm || seen.section() == Section.SCANNER || seen.section() == Section.PLACE && seen.busy();
        if (stays && wanted.equals(beside.getUserData()) && seen.settings().isPresent()) {
            return;
        }
        dropForm();
        beside.setUserData(seen.settings().isPresent() ? wanted : null);
        beside.setContent(
                seen.settings().isEmpty()
                        ? asking(seen)
                        : pane(seen, seen.settings().get()));
        beside.setVvalue(0);
        if (isForm) {
            Platform.runLater(this::focusForm);
        }
    }

    private void focusForm() {
        Optional.ofNullable(beside.getContent().lookup(".settings-field")).ifPresent(Node::requestFocus);
    }

    private record Shown(Section section, Edit edit) {}

    private void dropForm() {
        formSubscriptions.forEach(Subscription::unsubscribe);
        formSubscriptions.clear();
        scanner = Optional.empty();
    }

    private Node asking(Seen seen) {
        return Nodes.column(
                "settings-card",
                Nodes.sentence(text.get(seen.busy() ? "settings.asking" : "settings.unknown"), "settings-hint"));
    }

    private Node pane(Seen seen, StationSettings settings) {
        return switch (seen.edit()) {
            case Edit.Slot(int number) -> new SlotForm(text, model, number, settings, formSubscriptions::add);
            case Edit.Printer(var kind) -> new PrinterForm(text, model, kind, settings, formSubscriptions::add);
            case Edit.Nothing() ->
                switch (seen.section()) {
                    case SLOTS -> new SlotsPane(text, model, settings);
                    case PRINTERS -> new PrintersPane(text, model, settings);
                    case PLACE -> new PlacePane(text, model, settings);
                    case SCANNER -> {
                        var pane = new ScannerPane(text);
                        scanner = Optional.of(pane);
                        yield pane;
                    }
                };
        };
    }
}
