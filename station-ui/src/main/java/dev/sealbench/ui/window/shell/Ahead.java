package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Slices;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

/// Builds pages that nobody has looked at yet, in idle pulses, on a stage that is never seen: what only a first look
/// costs (classes, skins, style sheets) is paid before somebody looks. FX thread only.
final class Ahead {

    private final Scene seen;
    private final StackPane hidden = new StackPane();
    private final Scene behind = new Scene(hidden, 1280, 800);
    private int turn;

    /// @param seen whose style it is
    Ahead(Scene seen) {
        this.seen = seen;
    }

    /// Builds these one after the other, and no more of those before.
    ///
    /// @param content builds a page, or has it already
    void build(List<Page> pages, Function<Page, Node> content) {
        int mine = ++turn;
        hidden.getChildren().clear(); // else all of it would get its style anew, now
        if (!behind.getStylesheets().equals(seen.getStylesheets())) {
            behind.getStylesheets().setAll(seen.getStylesheets());
        }
        behind.setUserAgentStylesheet(seen.getUserAgentStylesheet());
        for (var page : pages) {
            Slices.whenIdle(() -> {
                if (mine == turn) {
                    dress(content.apply(page));
                }
            });
        }
    }

    private void dress(Node page) {
        if (page.getScene() == null) {
            hidden.getChildren().setAll(page);
            Slices.dressNext(hidden);
        }
    }
}
