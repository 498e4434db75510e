package dev.sealbench.core;

import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.UsbPorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Asks every slot who is there. Opens ports, nothing else of a home.
public final class Slots {

    private Slots() {}

    /// Asks slot by slot, in their order.
    ///
    /// @throws StationException when the configuration cannot be read
    public static List<SlotAnswer> ask(StationHome home) throws StationException {
        try {
            var answers = new ArrayList<SlotAnswer>();
            StationConfig.read(home.config()).slots().forEach((slot, address) -> answers.add(ask(slot, address)));
            return List.copyOf(answers);
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        }
    }

    /// Asks one port.
    public static SlotAnswer ask(int slot, String address) {
        try (var link = ChargerLink.open(PortAddress.parse(address), LinkTimes.standard())) {
            var hello = link.hello();
            return new SlotAnswer(slot, address, true, hello.lifecycle().toString(), hello.serial(), sentence(hello));
        } catch (LinkException | IllegalArgumentException e) {
            return new SlotAnswer(slot, address, false, "", "", e.getMessage());
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
