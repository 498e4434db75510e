package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.Nodes;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/// Shapes of a page: headline with buttons, cards, empty places, columns that share the width. FX thread only.
public final class Sheet {

    private Sheet() {}

    /// The page's headline, and on its right what can be done.
    public static HBox headline(String words, Node... actions) {
        var title = Nodes.label(words, "sheet-title");
        title.setAccessibleRole(AccessibleRole.TEXT);
        var line = Nodes.row("sheet-headline", title, Nodes.spacer());
        line.getChildren().addAll(actions);
        return line;
    }

    /// A card with a heading.
    public static VBox card(String heading, Node... nodes) {
        var card = Nodes.column("sheet-card", Nodes.sentence(heading, "card-heading"));
        card.getChildren().addAll(nodes);
        return card;
    }

    /// What stands where there is nothing yet: says what to do.
    public static VBox empty(Ikon icon, String what, String next) {
        Label said = Nodes.sentence(what, "empty-what");
        return Nodes.column("empty", Nodes.icon(icon), said, Nodes.sentence(next, "empty-next"));
    }

    /// A name and what it is, under each other.
    public static VBox fact(String name, String value) {
        return Nodes.column("fact", Nodes.sentence(name, "fact-name"), Nodes.sentence(value, "fact-value"));
    }

    /// Side by side, equally wide.
    public static HBox pair(Node... nodes) {
        var pair = Nodes.row("sheet-pair", nodes);
        for (var node : nodes) {
            HBox.setHgrow(node, Priority.ALWAYS);
            if (node instanceof Region region) {
                region.setPrefWidth(0);
                region.setMinWidth(0);
                region.setMaxWidth(Double.MAX_VALUE);
            }
        }
        return pair;
    }

    /// Scrolls up and down where the window is too small.
    public static ScrollPane scroll(Node content) {
        var scroll = new ScrollPane(content);
        scroll.getStyleClass().add("sheet-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        return scroll;
    }

    /// Scrolls until `node`, which lies in it, is seen.
    public static void reveal(ScrollPane scroll, Node node) {
        var content = scroll.getContent();
        var place = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double hidden = content.getLayoutBounds().getHeight()
                - scroll.getViewportBounds().getHeight();
        if (hidden > 0) {
            scroll.setVvalue(Math.clamp(place.getMinY() / hidden, 0, 1));
        }
    }
}
