package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.WindowText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// The pages that this person may see, icon over word; the n-th opens with Ctrl+n. FX thread only.
final class Rail extends ScrollPane {

    private static final int AT_ONCE = 4;

    private final ToggleGroup group = new ToggleGroup();
    private final VBox buttons = new VBox();
    private final List<Node> nodes = new ArrayList<>();

    /// @param chosen takes the page that was pressed
    Rail(WindowText text, List<Page> pages, Consumer<Page> chosen) {
        var brand = Nodes.column("rail-brand", Nodes.icon(Material2RoundAL.EV_STATION), Nodes.label("Sealbench"));
        nodes.add(brand);
        for (var page : pages) {
            nodes.add(button(text, page, pages.indexOf(page) + 1, chosen));
        }
        buttons.getStyleClass().add("rail-pages");
        getStyleClass().add("rail");
        setContent(buttons);
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(USE_PREF_SIZE);
    }

    /// Takes its place, and has its buttons come a few in each pulse.
    void fill(Consumer<Node> place) {
        place.accept(this);
        Slices.fill(AT_ONCE, buttons, nodes);
    }

    /// Marks the page that is seen.
    void show(Page page) {
        group.getToggles().stream()
                .filter(toggle -> toggle.getUserData() == page)
                .findFirst()
                .ifPresent(group::selectToggle);
    }

    private ToggleButton button(WindowText text, Page page, int number, Consumer<Page> chosen) {
        var title = text.get(page.id() + ".title");
        var button = new ToggleButton(title, Nodes.icon(page.icon()));
        button.setContentDisplay(ContentDisplay.TOP);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(USE_PREF_SIZE);
        button.setUserData(page);
        button.setToggleGroup(group);
        button.getStyleClass().add("rail-page");
        button.setAccessibleText(title);
        button.setAccessibleHelp(text.get("shell.rail.help", number));
        button.setOnAction(_ -> {
            button.setSelected(true); // a second press does not unmark it
            chosen.accept(page);
        });
        return button;
    }
}
