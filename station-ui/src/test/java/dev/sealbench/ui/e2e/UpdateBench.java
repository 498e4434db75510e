package dev.sealbench.ui.e2e;

import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.StationException;
import dev.sealbench.link.Hello;
import dev.sealbench.link.PortAddress;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Relay;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A finished unit on slot 1 of its station, to be updated with the command that people type, as often as wanted, and
/// to be cut off meanwhile.
final class UpdateBench implements AutoCloseable {

    private final ImageForge forge;
    private final TestStation station;
    private final VirtualCharger charger;

    /// The unit's copy is plugged in.
    UpdateBench(LockedUnit unit, ImageForge forge) throws IOException {
        this.forge = forge;
        this.station = unit.station();
        this.charger = unit.copy().plugIn();
        connectDirectly();
    }

    TestStation station() {
        return station;
    }

    VirtualCharger charger() {
        return charger;
    }

    /// What the unit says of itself.
    Hello hello() throws Exception {
        return charger.hello();
    }

    /// Makes a release and takes it into the station.
    FirmwareRelease release(Path application, String version, long securityCounter) throws Exception {
        var folder = station.folder().resolve("release-" + version);
        forge.release(Files.readAllBytes(application), version, securityCounter).write(folder);
        try (var open = station.open()) {
            var customer = open.orders().releases().getFirst();
            return open.orders().importRelease(folder, customer.vid(), customer.cid());
        }
    }

    /// `unit update` to its end.
    Tool.Result update(String release) {
        return station.command("unit", "update", Demo.SERIAL, "--release", release);
    }

    /// `unit update`; the plug is pulled at `point`, and put in again when the command has ended.
    ///
    /// @throws AssertionError when the command never came to that point
    Tool.Result updateCutAt(KillPoint point, String release) throws Exception {
        try (var strike = new Strike(point, charger, RomSymbols.read(), charger::pullPlug);
                var relay = Relay.open(charger.port(), strike)) {
            station.connect(relay.address());
            var result = update(release);
            boolean struck =
                    strike.await(CompletableFuture.completedFuture(result)); // the plug may still be on its way out
            strike.disarm();
            if (!struck) {
                throw new AssertionError("never came to " + point + ": " + result.output());
            }
            return result;
        } finally {
            connectDirectly();
            if (!charger.hasPower()) {
                charger.plugIn();
            }
        }
    }

    /// What the books heard of updates, in order.
    List<String> events() throws StationException, IOException {
        try (var open = station.open()) {
            return open.units().history(Demo.SERIAL).events().stream()
                    .map(event -> event.action())
                    .filter(action -> action.startsWith("unit.update"))
                    .toList();
        }
    }

    @Override
    public void close() {
        charger.close();
    }

    private void connectDirectly() throws IOException {
        station.connect(PortAddress.parse(charger.port().toString()));
    }
}
