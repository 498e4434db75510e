package dev.sealbench.ui.window.unit;

import dev.sealbench.core.Role;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.shell.Page;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// One unit, looked for by scan or by typing. FX thread only.
public final class UnitPage implements Page {

    private final UnitModel model;
    private final Consumer<SerialNumber> reprint;
    private UnitView view;

    /// @param reprint opens the reprint page for a unit
    public UnitPage(UnitStation station, Consumer<SerialNumber> reprint) {
        this.model = new UnitModel(station);
        this.reprint = reprint;
    }

    UnitModel model() {
        return model;
    }

    @Override
    public String id() {
        return "unit";
    }

    @Override
    public Ikon icon() {
        return Material2RoundMZ.SEARCH;
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.allOf(Role.class);
    }

    @Override
    public Node content(WindowText text) {
        if (view != null) {
            view.close();
        }
        model.checkRoles();
        view = new UnitView(new UnitText(text), model, reprint);
        view.focus();
        return view.node();
    }

    @Override
    public void shown() {
        model.refresh();
        if (view != null) {
            view.focus();
        }
    }

    @Override
    public boolean scanned(ScanReading scan) {
        model.take(scan);
        return true;
    }
}
