package dev.sealbench.ui.window.reprint;

import dev.sealbench.core.Role;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.shell.Page;
import java.util.Set;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Prints a label again, with a reason, and has it scanned back. FX thread only.
public final class ReprintPage implements Page {

    private final ReprintModel model;
    private ReprintView view;

    public ReprintPage(ReprintStation station) {
        this.model = new ReprintModel(station);
    }

    ReprintModel model() {
        return model;
    }

    /// Takes a unit, unless a print goes on.
    public void open(SerialNumber unit) {
        model.open(unit);
    }

    @Override
    public String id() {
        return "reprint";
    }

    @Override
    public Ikon icon() {
        return Material2RoundMZ.PRINT;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.QA);
    }

    @Override
    public Node content(WindowText text) {
        if (view != null) {
            view.close();
        }
        view = new ReprintView(text, model);
        view.focus();
        return view.node();
    }

    @Override
    public void shown() {
        if (view != null) {
            view.focus();
        }
    }

    @Override
    public ScanRule scanRule() {
        return model.scanRule();
    }

    @Override
    public boolean scanned(ScanReading scan) {
        model.take(scan);
        return true;
    }

    /// The panel that asks for the scan says why: a label is on its way.
    @Override
    public boolean mayClose() {
        return !model.isBusy();
    }
}
