package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UpdateReport;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// Updates finished units: finds the unit, asks the books, and has an [Updater] do it.
public final class Updates {

    /// How long a charger may take to say who it is while it is looked for: it may just be booting.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Bench bench;

    public Updates(Bench bench) {
        this.bench = bench;
    }

    /// Brings a finished unit to another release of its customer.
    ///
    /// @param slot where it is connected; empty: look for it
    /// @param release a version, or an image digest or its beginning
    /// @throws StationException when the books or the charger do not allow it, or the new firmware was given up
    public UpdateReport update(SerialNumber serial, Optional<Integer> slot, String release, RunListener listener)
            throws StationException {
        var log = new UpdateLog(bench, serial);
        try {
            var unit = BookedUnit.of(bench, serial);
            var choice = ReleaseChoice.of(bench, unit, release);
            int place = slot.isPresent() ? slot.get() : find(serial);
            return new Connected(bench, Fault.OTHER_UNIT)
                    .with(serial, place, listener, (run, hello) -> new Updater(unit, choice, log, run).take(hello));
        } catch (StationException e) {
            log.ended(e);
            throw e;
        }
    }

    /// Asks slot by slot who is there.
    private int find(SerialNumber serial) throws StationException {
        var found = new ArrayList<String>();
        for (var slot : bench.config().slots().entrySet()) {
            var answer = ask(slot.getValue());
            if (answer.equals(serial.text())) {
                return slot.getKey();
            }
            found.add("slot %d: %s".formatted(slot.getKey(), answer));
        }
        throw new StationException(Fault.NOT_CONNECTED, String.join("; ", found));
    }

    /// A serial number, or why there is none.
    private static String ask(String address) {
        try (var link = ChargerLink.open(PortAddress.parse(address), LinkTimes.standard())) {
            var hello = link.awaitHello(PATIENCE);
            return hello.serial().isEmpty() ? "a " + hello.lifecycle() + " unit" : hello.serial();
        } catch (LinkException | IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
