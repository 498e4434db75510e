package dev.sealbench.ui.window.settings;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.settings.SettingsModel.Edit;
import dev.sealbench.ui.window.settings.SettingsModel.Section;
import dev.sealbench.ui.window.shell.Page;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The station's settings, for the lead. FX thread only.
public final class SettingsPage implements Page {

    private final SettingsModel model;
    private SettingsView view;

    /// @param look language, theme, sounds and automatic start of this place
    public SettingsPage(SettingsStation station, Look look) {
        this.model = new SettingsModel(station, look);
    }

    SettingsModel model() {
        return model;
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public Ikon icon() {
        return Material2RoundMZ.SETTINGS;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.LEAD);
    }

    @Override
    public Node content(WindowText text) {
        if (view != null) {
            view.close();
        }
        view = new SettingsView(text, model);
        return view.node();
    }

    @Override
    public void shown() {
        model.refresh();
    }

    @Override
    public void hidden() {
        model.edit(new Edit.Nothing());
    }

    @Override
    public boolean pressed(KeyCode key) {
        boolean back = key == KeyCode.ESCAPE && !(model.seen().get().edit() instanceof Edit.Nothing);
        if (back) {
            model.edit(new Edit.Nothing());
        }
        return back;
    }

    /// While the scanner is tried out, everything may be scanned.
    @Override
    public ScanRule scanRule() {
        return isTryingScanner() ? ScanRule.LABEL : ScanRule.SERIAL;
    }

    @Override
    public boolean scanned(ScanReading scan) {
        if (isTryingScanner()) {
            view.showScan(scan);
            return true;
        }
        return false;
    }

    private boolean isTryingScanner() {
        return model.seen().get().section() == Section.SCANNER;
    }
}
