package dev.sealbench.ui.window.unit;

import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.Nodes;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Small nodes of the unit page. FX thread only.
final class Looks {

    static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private Looks() {}

    /// A state as icon and word; its colour only repeats them.
    static Label chip(UnitText text, UnitState state) {
        var chip = Nodes.label(text.of(state), "state-chip", "state-" + tone(state));
        chip.setGraphic(Nodes.icon(icon(state)));
        return chip;
    }

    static Ikon icon(UnitState state) {
        return switch (state) {
            case SCANNED, IDENTIFIED, BURNED, KEYED, ORDERED, ATTESTED -> Material2RoundMZ.TIMELAPSE;
            case LOCKED, RECORDED -> Material2RoundAL.LOCK;
            case LABELLED -> Material2RoundAL.LABEL;
            case RELEASED -> Material2RoundMZ.VERIFIED_USER;
            case REVERTED -> Material2RoundMZ.UNDO;
            case QUARANTINED -> Material2RoundMZ.WARNING;
            case SCRAPPED -> Material2RoundAL.DELETE_FOREVER;
        };
    }

    private static String tone(UnitState state) {
        return switch (state) {
            case LABELLED, RELEASED -> "good";
            case QUARANTINED -> "doubt";
            case SCRAPPED -> "bad";
            default -> "way";
        };
    }

    static ScrollPane scrolled(Node content) {
        var scroll = new ScrollPane(content);
        scroll.getStyleClass().add("unit-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    /// A caption over what it names.
    static VBox fact(String caption, String value, String... more) {
        var column = Nodes.column("fact", Nodes.sentence(caption, "fact-caption"), Nodes.sentence(value, "fact-value"));
        for (var line : more) {
            column.getChildren().add(Nodes.sentence(line, "fact-more"));
        }
        return column;
    }

    static VBox card(String title, Node... content) {
        var card = Nodes.column("card", Nodes.sentence(title, "card-title"));
        card.getChildren().addAll(content);
        card.setMinWidth(0);
        return card;
    }

    /// Two columns of the same width.
    static HBox halves(Node left, Node right) {
        var row = Nodes.row("halves", left, right);
        for (var node : row.getChildren()) {
            HBox.setHgrow(node, Priority.ALWAYS);
            ((VBox) node).setPrefWidth(100);
            ((VBox) node).setMaxWidth(Double.MAX_VALUE);
        }
        return row;
    }
}
