package dev.sealbench.ui.e2e;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.ui.e2e.VirtualCharger.Plug;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A finished unit that lies on a shelf, with the station that made it. Tests take copies of it and break
/// those.
///
/// @param plug of the original, which is never plugged in again; its line was recorded
record LockedUnit(DemoState demo, TestStation station, Plug plug) {

    /// Provisions a new unit and pulls it out in order.
    static LockedUnit create(DemoState demo) throws Exception {
        var station = demo.newStation();
        var line = Optional.of(station.folder().resolve("line"));
        var plug = new Plug(demo.folder(), demo.newName("unit"), station.port(), line, Optional.empty());
        try (var charger = VirtualCharger.pluggedIn(plug)) {
            var outcome = station.provision(DemoState.SERIAL, RunListener.silent());
            if (!(outcome instanceof Outcome.Passed)) {
                throw new IllegalStateException("the unit did not pass: " + outcome);
            }
            charger.stop();
        }
        return new LockedUnit(demo, station, plug);
    }

    /// What somebody heard who tapped its line.
    Recording recording() throws IOException {
        return Recording.in(plug.record().orElseThrow());
    }

    /// A copy that nobody else has, not plugged in.
    VirtualCharger copy() throws IOException {
        var name = demo.newName("copy");
        return VirtualCharger.copy(plug, name, port(name));
    }

    /// Where a copy of this name appears.
    private Path port(String name) {
        return station.folder().resolve("port-" + name);
    }
}
