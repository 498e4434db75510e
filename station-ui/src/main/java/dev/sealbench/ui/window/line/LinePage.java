package dev.sealbench.ui.window.line;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.shell.Page;
import dev.sealbench.ui.window.shell.SlotCounts;
import java.time.Clock;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// The line: the open work order, a tile for each slot, and the scans that go to them. FX thread only.
public final class LinePage implements Page {

    private final LineModel model;
    private final Clock clock;
    private LineView view;

    /// @param first what is known at the start
    public LinePage(LineStation station, LineFacts first, Clock clock, Look look) {
        this.clock = clock;
        this.model = new LineModel(station, first, clock, look, new Tones(look.sounds()));
    }

    LineModel model() {
        return model;
    }

    /// What the slots are at, for the cover.
    public ObservableValue<SlotCounts> counts() {
        return model.counts();
    }

    /// Slots on which no unit is being provisioned.
    public Set<Integer> idleSlots() {
        return Set.copyOf(model.bench().where(state -> !state.isRunning()));
    }

    /// Moves clocks on and looks which slots are plugged in; called about twice a second.
    public void tick() {
        if (view != null) {
            view.tick(clock.instant());
        }
        model.look(() -> {});
    }

    @Override
    public String id() {
        return "line";
    }

    @Override
    public Ikon icon() {
        return Material2RoundAL.DASHBOARD;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.OPERATOR, Role.LEAD);
    }

    @Override
    public Node content(WindowText text) {
        if (view != null) {
            view.close();
        }
        view = new LineView(new LineText(text), model);
        view.tick(clock.instant());
        return view.node();
    }

    @Override
    public void shown() {
        model.refresh(); // another person may see what the one before could not
        if (view != null) {
            view.focus();
        }
    }

    /// F5 starts what waits; Escape leads back to the scan field.
    @Override
    public boolean pressed(KeyCode key) {
        if (key == KeyCode.F5) {
            model.start();
        } else if (key == KeyCode.ESCAPE) {
            model.closePanel();
            view.focus();
        }
        return key == KeyCode.F5 || key == KeyCode.ESCAPE;
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

    @Override
    public boolean mayClose() {
        if (model.isRunning()) {
            model.refuseToClose();
            return false;
        }
        return true;
    }
}
