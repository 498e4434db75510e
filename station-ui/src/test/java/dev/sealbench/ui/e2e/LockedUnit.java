package dev.sealbench.ui.e2e;

import dev.sealbench.core.Outcome;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import dev.sealbench.ui.testkit.VirtualCharger.Plug;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A finished unit that lies on a shelf, with the station that made it. Tests take copies of both and break those, so
/// several may at once.
///
/// @param original is never opened again
/// @param charger is never plugged in again
/// @param line what went over the unit's line
record LockedUnit(Demo demo, TestStation original, VirtualCharger charger, Path line) {

    /// Provisions a new unit and pulls it out in order.
    static LockedUnit create(Demo demo) throws Exception {
        return create(demo, demo.newStation(), Demo.SERIAL);
    }

    /// Another unit of the same station, with a chip of its own.
    LockedUnit another() throws Exception {
        return create(demo, station(), Demo.serial(2));
    }

    private static LockedUnit create(Demo demo, TestStation station, String serial) throws Exception {
        var line = station.folder().resolve("line");
        try (var charger = demo.newRecordedCharger(station, line).plugIn()) {
            var outcome = station.provision(serial);
            if (!(outcome instanceof Outcome.Passed)) {
                throw new IllegalStateException("the unit did not pass: " + outcome);
            }
            charger.stop();
            return new LockedUnit(demo, station, charger, line);
        }
    }

    /// A copy of the station that nobody else has.
    TestStation station() throws IOException {
        return demo.copyOf(original);
    }

    /// Flash and TPM, to be read.
    Path folder() {
        return charger.folder();
    }

    /// What somebody heard who tapped its line.
    Recording recording() throws IOException {
        return Recording.in(line);
    }

    /// A copy of the unit that nobody else has, not plugged in.
    VirtualCharger copy() throws IOException {
        return copy(Optional.empty());
    }

    /// As [#copy]; a debugger can stop its machine.
    VirtualCharger debuggedCopy() throws IOException {
        return copy(Optional.of(original.folder().resolve(demo.newName("gdb"))));
    }

    private VirtualCharger copy(Optional<Path> debugger) throws IOException {
        var name = demo.newName("copy");
        return charger.copy(new Plug(demo.folder(), name, original.folder().resolve(name), Optional.empty(), debugger));
    }
}
