package dev.sealbench.ui.window.releases;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.shell.Page;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.stage.Window;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Firmware releases: the lead's. FX thread only.
public final class ReleasesPage implements Page {

    private final ReleasesModel model;
    private final Function<Window, Optional<Path>> folder;

    /// @param folder lets the person choose the folder of a release, in front of a window
    public ReleasesPage(ReleasesStation station, Function<Window, Optional<Path>> folder) {
        this.model = new ReleasesModel(station);
        this.folder = folder;
    }

    @Override
    public String id() {
        return "releases";
    }

    @Override
    public Ikon icon() {
        return Material2RoundMZ.MEMORY;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.LEAD);
    }

    @Override
    public Node content(WindowText text) {
        var view = new ReleasesView(text, model, folder);
        model.onChange(view::show);
        return view.node();
    }

    @Override
    public void shown() {
        model.refresh();
    }
}
