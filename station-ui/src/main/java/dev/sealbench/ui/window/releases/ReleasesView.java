package dev.sealbench.ui.window.releases;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Mark;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.PickList;
import dev.sealbench.ui.window.parts.Sheet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Releases under each other, and beside them the one that was picked, or the checks that go on. FX thread only.
final class ReleasesView {

    private final WindowText text;
    private final ReleasesModel model;
    private final Notice notice = new Notice();
    private final Button take;
    private final PickList<ListedRelease> picks;
    private final StackPane details = new StackPane();
    private final StackPane place = new StackPane();
    private final Node both;
    private final VBox root;

    ReleasesView(WindowText text, ReleasesModel model, Function<Window, Optional<Path>> folder) {
        this.text = text;
        this.model = model;
        take = Nodes.button(
                Material2RoundAL.FOLDER_OPEN,
                text.get("releases.import"),
                () -> folder.apply(place.getScene().getWindow()).ifPresent(model::importFrom),
                "accent",
                "import");
        picks = new PickList<>(
                this::card, this::words, listed -> model.select(listed.release().image()));
        both = Sheet.pair(picks, details);
        root = Nodes.column("sheet", Sheet.headline(text.get("releases.heading"), take), notice, place);
        VBox.setVgrow(place, Priority.ALWAYS);
        show();
    }

    Node node() {
        return root;
    }

    void show() {
        notice.show(model.said().map(said -> said.words(text)));
        take.setDisable(model.isBusy());
        if (model.releases().isEmpty()) {
            place.getChildren().setAll(model.said().isEmpty() ? waiting() : Sheet.retry(text, model::refresh));
            return;
        }
        var shown = model.shown();
        if (shown.isEmpty() && model.checks().isEmpty()) {
            place.getChildren()
                    .setAll(Sheet.empty(
                            Material2RoundMZ.MEMORY, text.get("releases.none"), text.get("releases.none.next")));
            return;
        }
        var selected = model.selected();
        picks.show(shown, selected);
        place.getChildren().setAll(both);
        Slices.later(details, () -> details.getChildren().setAll(beside(model.selected())));
    }

    private Node beside(Optional<ListedRelease> selected) {
        return model.checks()
                .map(run -> new CheckList(text, run, model::dismiss).node())
                .or(() -> selected.map(each -> new ReleaseDetails(text, model, each).node()))
                .orElseGet(StackPane::new);
    }

    private Node waiting() {
        return Nodes.row("waiting", new ProgressIndicator(), Nodes.sentence(text.get("releases.waiting")));
    }

    private Node card(ListedRelease listed) {
        var version = Nodes.sentence(listed.release().version(), "pick-name");
        HBox.setHgrow(version, Priority.ALWAYS);
        return Nodes.column(
                "pick-body",
                Nodes.row("pick-line", version, mark(text, listed)),
                Nodes.sentence(listed.customer() + " · " + listed.deviceClass(), "pick-words"),
                Nodes.sentence(
                        text.get(
                                "releases.counter-and-use",
                                listed.release().securityCounter(),
                                listed.workOrders().size()),
                        "pick-words"));
    }

    private String words(ListedRelease listed) {
        return listed.release().version() + ", " + listed.customer() + ", " + state(text, listed);
    }

    static Mark mark(WindowText text, ListedRelease listed) {
        return listed.blocked().isPresent()
                ? new Mark(Material2RoundAL.BLOCK, state(text, listed), Mark.Tone.WRONG)
                : new Mark(Material2RoundMZ.VERIFIED_USER, state(text, listed), Mark.Tone.GOOD);
    }

    private static String state(WindowText text, ListedRelease listed) {
        return text.get(listed.blocked().isPresent() ? "releases.state.blocked" : "releases.state.good");
    }
}
