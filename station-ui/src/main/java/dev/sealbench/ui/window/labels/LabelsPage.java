package dev.sealbench.ui.window.labels;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.shell.Page;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// Label templates and the maker's data: the lead's. FX thread only.
public final class LabelsPage implements Page {

    private final LabelsModel model;
    private final Function<Window, Optional<Path>> logo;

    /// @param logo lets the person choose a picture, in front of a window
    public LabelsPage(LabelsStation station, Function<Window, Optional<Path>> logo) {
        this.model = new LabelsModel(station);
        this.logo = logo;
    }

    LabelsModel model() {
        return model;
    }

    @Override
    public String id() {
        return "labels";
    }

    @Override
    public Ikon icon() {
        return Material2RoundAL.LABEL;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.LEAD);
    }

    @Override
    public Node content(WindowText text) {
        var view = new LabelsView(text, model, logo);
        model.onChange(view::show);
        return view.node();
    }

    @Override
    public void shown() {
        model.refresh();
    }

    @Override
    public boolean pressed(KeyCode key) {
        if (key != KeyCode.ESCAPE || model.place() == LabelsModel.Place.LIST) {
            return false;
        }
        if (model.isAsked()) {
            model.keepEditing();
        } else {
            model.leave();
        }
        return true;
    }

    /// What is not saved keeps the window open until the person has said what becomes of it.
    @Override
    public boolean mayClose() {
        if (model.isChanged()) {
            model.leave();
            return false;
        }
        return true;
    }
}
