package dev.sealbench.ui.window.reprint;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.reprint.ReprintModel.Preview;
import java.io.ByteArrayInputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Which label of a unit, why, and what that means; beside it the picture. FX thread only.
final class ChoicePane extends HBox {

    private static final int MOST_CHARACTERS = 256;
    private static final double PICTURE_WIDTH = 372;
    private static final double PICTURE_HEIGHT = 420;

    private static final double KIND_PADDING = 40;

    private final WindowText text;
    private final ReprintModel model;
    private final LabelledUnit unit;
    private final Map<LabelKind, ToggleButton> kinds = new EnumMap<>(LabelKind.class);
    private final TextField reason = new TextField();
    private final Label meaning = Nodes.sentence("", "choice-meaning");
    private final HBox open = Nodes.row("choice-open");
    private final Button print;
    private final StackPane picture = new StackPane();
    private final Subscription typed;

    ChoicePane(WindowText text, ReprintModel model, LabelledUnit unit) {
        this.text = text;
        this.model = model;
        this.unit = unit;
        this.print =
                Nodes.button(Material2RoundMZ.PRINT, text.get("reprint.print"), model::print, "accent", "choice-print");
        getStyleClass().add("choice");
        reason.getStyleClass().add("reason-field");
        reason.setPromptText(text.get("reprint.reason"));
        reason.setAccessibleText(text.get("reprint.reason"));
        reason.setTextFormatter(new TextFormatter<>(change -> {
            change.setText(change.getText().replaceAll("\\p{Cntrl}", " "));
            return change.getControlNewText().length() > MOST_CHARACTERS ? null : change;
        }));
        reason.textProperty().bindBidirectional(model.reason());
        reason.setOnAction(_ -> model.print());
        typed = model.reason().subscribe(_ -> showPrint());
        var left = Nodes.column("choice-left", head(), labels(), why(), means());
        var right = Nodes.column(
                "choice-right", Nodes.sentence(text.get("reprint.preview"), "choice-caption"), picture, masked());
        VBox.setVgrow(picture, Priority.ALWAYS);
        picture.getStyleClass().add("choice-picture");
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        getChildren().addAll(left, right);
    }

    LabelledUnit unit() {
        return unit;
    }

    void close() {
        typed.unsubscribe();
        reason.textProperty().unbindBidirectional(model.reason());
    }

    void choose(LabelKind kind) {
        kinds.get(kind).setSelected(true);
        int copy = unit.nextCopy(kind);
        meaning.setText(
                copy == 1 ? text.get("reprint.means.first") : text.get("reprint.means", copy - 1, copy, copy - 1));
        Nodes.present(open, unit.isOpen(kind));
    }

    void show(Preview preview) {
        picture.getChildren()
                .setAll(
                        switch (preview) {
                            case Preview.Drawing() -> new ProgressIndicator();
                            case Preview.Drawn(var png) -> drawn(png);
                            case Preview.Impossible(var fault) -> impossible(fault);
                        });
        Nodes.present(meaning, !(preview instanceof Preview.Impossible));
        showPrint();
    }

    private void showPrint() {
        boolean ready = model.preview().get() instanceof Preview.Drawn
                && !model.reason().get().isBlank();
        print.setDisable(!ready);
    }

    private HBox head() {
        var words = Nodes.column(
                "choice-names",
                Nodes.sentence(unit.serial().printed(), "choice-serial"),
                Nodes.sentence(text.get("reprint.about", unit.model(), unit.customer()), "choice-about"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var leave = Nodes.button(
                Material2RoundMZ.QR_CODE_SCANNER, text.get("reprint.another-unit"), model::leaveUnit, "leave");
        return Nodes.row("choice-head", words, leave);
    }

    private VBox labels() {
        var group = new ToggleGroup();
        var rows = Nodes.column("choice-kinds");
        for (var kind : LabelKind.values()) {
            var button = new ToggleButton();
            var name = text.of(kind);
            var title = Nodes.label(Character.toUpperCase(name.charAt(0)) + name.substring(1), "kind-name");
            var says = Nodes.label(text.get("reprint.kind." + kind.name()), "kind-says");
            var printed = Nodes.label(prints(kind), "kind-prints");
            var words = Nodes.row("kind-words", title, says, Nodes.spacer(), printed);
            words.prefWidthProperty().bind(button.widthProperty().subtract(KIND_PADDING));
            button.setGraphic(words);
            button.setAccessibleText(title.getText() + ", " + says.getText() + ", " + printed.getText());
            button.getStyleClass().add("kind");
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(_ -> {
                button.setSelected(true); // a second press does not unmark it
                model.choose(kind);
            });
            kinds.put(kind, button);
            rows.getChildren().add(button);
        }
        return Nodes.column("choice-part", Nodes.sentence(text.get("reprint.which-label"), "choice-caption"), rows);
    }

    private String prints(LabelKind kind) {
        return text.get("reprint.prints", unit.nextCopy(kind) - 1);
    }

    private VBox why() {
        var chips = new FlowPane();
        chips.getStyleClass().add("scanback-chips");
        Stream.of("smudged", "torn", "lost", "wrong-place").forEach(name -> {
            var words = text.get("reprint.reason." + name);
            var chip = new Button(words);
            chip.getStyleClass().add("chip");
            chip.setMinWidth(USE_PREF_SIZE);
            chip.setOnAction(_ -> reason.setText(words));
            chips.getChildren().add(chip);
        });
        return Nodes.column("choice-part", Nodes.sentence(text.get("reprint.why"), "choice-caption"), chips, reason);
    }

    private VBox means() {
        var warning = Nodes.sentence(text.get("reprint.open"), "choice-open-text");
        HBox.setHgrow(warning, Priority.ALWAYS);
        open.getChildren()
                .addAll(
                        Nodes.icon(Material2RoundMZ.WARNING),
                        warning,
                        Nodes.button(Material2RoundMZ.QR_CODE_SCANNER, text.get("reprint.scan-back"), model::scanBack));
        meaning.setGraphic(Nodes.icon(Material2RoundAL.INFO));
        return Nodes.column("choice-part", open, meaning, print);
    }

    private Label masked() {
        return Nodes.sentence(text.get("reprint.masked"), "choice-masked");
    }

    private static ImageView drawn(byte[] png) {
        var view = new ImageView(new Image(new ByteArrayInputStream(png)));
        view.setPreserveRatio(true);
        view.setFitWidth(PICTURE_WIDTH);
        view.setFitHeight(PICTURE_HEIGHT);
        return view;
    }

    private VBox impossible(Fault fault) {
        boolean destroyed = fault == Fault.CREDENTIALS_DESTROYED;
        return Nodes.column(
                "choice-impossible",
                Nodes.icon(destroyed ? Material2RoundAL.DELETE_FOREVER : Material2RoundAL.BLOCK, "reprint-icon"),
                Nodes.sentence(text.what(fault) + ".", "choice-impossible-title"),
                Nodes.sentence(destroyed ? text.get("reprint.destroyed") : text.next(fault), "choice-impossible-next"));
    }
}
