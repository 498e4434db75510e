package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.PortAddress;
import java.time.Duration;
import java.util.ArrayList;

/// Finds the slot that a unit is connected to, by asking slot by slot who is there.
final class UnitFinder {

    /// How long a charger may take to say who it is: it may just be booting.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Bench bench;

    UnitFinder(Bench bench) {
        this.bench = bench;
    }

    /// @throws StationException when no slot has it, with what each of them has
    int slotOf(SerialNumber serial) throws StationException {
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
        try {
            return PortTurn.at(PortAddress.parse(address))
                    .look(link -> link.awaitHello(PATIENCE))
                    .map(hello -> hello.serial().isEmpty() ? "a " + hello.lifecycle() + " unit" : hello.serial())
                    .orElse("a unit in work");
        } catch (LinkException | IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
