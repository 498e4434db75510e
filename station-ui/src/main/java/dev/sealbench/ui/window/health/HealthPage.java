package dev.sealbench.ui.window.health;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.shell.Page;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// The station's health: looked at whenever the page is opened, and again by button. FX thread only.
public final class HealthPage implements Page {

    private final HealthStation station;
    private final Supplier<Set<Integer>> idleSlots;
    private final Clock clock;
    private Optional<HealthView> view = Optional.empty();
    private HealthState state = new HealthState.Looking();
    private boolean looking;

    /// @param idleSlots those on which no unit is being provisioned; asked on the FX thread
    public HealthPage(HealthStation station, Supplier<Set<Integer>> idleSlots, Clock clock) {
        this.station = station;
        this.idleSlots = idleSlots;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "health";
    }

    @Override
    public Ikon icon() {
        return Material2RoundAL.FAVORITE;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.values());
    }

    @Override
    public Node content(WindowText text) {
        var fresh = new HealthView(text, this::look);
        fresh.show(state);
        view = Optional.of(fresh);
        return fresh.node();
    }

    @Override
    public void shown() {
        look();
    }

    private void look() {
        if (looking) {
            return; // a second click while a slow port is asked
        }
        looking = true;
        show(new HealthState.Looking());
        var slots = idleSlots.get();
        UiThread.away(
                () -> new HealthReport(station.stationId(), clock.instant(), station.look(slots)),
                report -> seen(new HealthState.Seen(report)),
                e -> seen(new HealthState.Failed(e)));
    }

    private void seen(HealthState now) {
        looking = false;
        show(now);
    }

    private void show(HealthState now) {
        state = now;
        view.ifPresent(shown -> shown.show(now));
    }
}
