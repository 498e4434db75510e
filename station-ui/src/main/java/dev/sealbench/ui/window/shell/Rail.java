package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// The pages that this person may see, icon over word; the n-th opens with Ctrl+n. FX thread only.
final class Rail extends ScrollPane {

    private final ToggleGroup group = new ToggleGroup();

    /// @param chosen takes the page that was pressed
    Rail(WindowText text, List<Page> pages, Consumer<Page> chosen) {
        var brand = Nodes.column("rail-brand", Nodes.icon(Material2RoundAL.EV_STATION), Nodes.label("Sealbench"));
        var buttons = new VBox(brand);
        buttons.getStyleClass().add("rail-pages");
        for (var page : pages) {
            buttons.getChildren().add(button(text, page, pages.indexOf(page) + 1, chosen));
        }
        getStyleClass().add("rail");
        setContent(buttons);
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(USE_PREF_SIZE);
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
