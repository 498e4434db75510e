package dev.sealbench.ui.window.labels;

import dev.sealbench.ui.window.WindowText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;

/// The page in one language: the versions, a template being changed, or the maker's data being changed. FX thread only.
final class LabelsView {

    private final WindowText text;
    private final LabelsModel model;
    private final Function<Window, Optional<Path>> logo;
    private final StackPane root = new StackPane();
    private final TemplateList list;
    private Optional<TemplateEditor> editor = Optional.empty();
    private Optional<MakerForm> maker = Optional.empty();

    LabelsView(WindowText text, LabelsModel model, Function<Window, Optional<Path>> logo) {
        this.text = text;
        this.model = model;
        this.logo = logo;
        this.list = new TemplateList(text, model);
        show();
    }

    Node node() {
        return root;
    }

    void show() {
        var place = model.place();
        if (place != LabelsModel.Place.EDITOR) {
            editor = Optional.empty();
        }
        if (place != LabelsModel.Place.MAKER) {
            maker = Optional.empty();
        }
        switch (place) {
            case LIST -> {
                list.show();
                seen(list.node());
            }
            case EDITOR -> {
                if (editor.isEmpty()) {
                    editor = Optional.of(new TemplateEditor(text, model, logo));
                }
                editor.get().show();
                seen(editor.get().node());
            }
            case MAKER -> {
                if (maker.isEmpty()) {
                    maker = Optional.of(new MakerForm(text, model));
                }
                maker.get().show();
                seen(maker.get().node());
            }
        }
    }

    /// Putting a node where it is already would take the focus from it.
    private void seen(Node node) {
        if (!root.getChildren().contains(node)) {
            root.getChildren().setAll(node);
        }
    }
}
