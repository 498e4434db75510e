package dev.sealbench.core;

import dev.sealbench.core.internal.run.PortTurn;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.UsbPorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks every slot who is there. Opens ports, nothing else of a home.
public final class Slots {

    private Slots() {}

    /// Asks slot by slot, in their order.
    ///
    /// @throws StationException when the configuration cannot be read
    public static List<SlotAnswer> ask(StationHome home) throws StationException {
        try {
            var answers = new ArrayList<SlotAnswer>();
            StationConfig.read(home.config())
                    .slots()
                    .forEach((slot, address) -> ask(slot, address).ifPresent(answers::add));
            return List.copyOf(answers);
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        }
    }

    /// Asks one port; empty when this station has a unit in work there, or begins to.
    public static Optional<SlotAnswer> ask(int slot, String address) {
        try {
            var hello = PortTurn.at(PortAddress.parse(address)).look(ChargerLink::hello);
            return hello.map(said ->
                    new SlotAnswer(slot, address, true, said.lifecycle().toString(), said.serial(), sentence(said)));
        } catch (LinkException | IllegalArgumentException e) {
            return Optional.of(new SlotAnswer(slot, address, false, "", "", e.getMessage()));
        }
    }

    /// The USB serial ports that are plugged in now, with the addresses that a slot can have for each. Opens none.
    public static List<FoundPort> ports() {
        return UsbPorts.ofThisComputer().list().stream()
                .map(port -> new FoundPort(
                        port.byAdapter().toString(), port.bySocket().toString(), port.device(), port.product()))
                .toList();
    }

    private static String sentence(Hello hello) {
        var lifecycle = (hello.lifecycle() + " " + hello.serial()).strip();
        return hello.firmwareVersion().isEmpty()
                ? "%s, %s, answered by the %s, boot ROM %s (%s)"
                        .formatted(
                                hello.board(), lifecycle, hello.program(), hello.romVersion(), hello.notBootedReason())
                : "%s, %s, answered by the %s, boot ROM %s, firmware %s"
                        .formatted(
                                hello.board(), lifecycle, hello.program(), hello.romVersion(), hello.firmwareVersion());
    }
}
