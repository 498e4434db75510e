package dev.sealbench.ui.command;

import dev.sealbench.core.FoundPort;
import dev.sealbench.core.Slots;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ports`: what a slot can be bound to. Opens no port, needs no home.
@Command(name = "ports", description = "Show the USB serial ports and the addresses to put into a slot.")
final class PortsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var ports = Slots.ports();
        if (ports.isEmpty() && !HomeOptions.of(spec).json()) {
            spec.commandLine().getOut().println("no USB serial port is plugged in");
        }
        Json.list(spec, ports, PortsCommand::asMap, PortsCommand::lines);
        return 0;
    }

    private static String lines(FoundPort port) {
        return "%s  %s%n    this adapter, in any socket:  %s%n    any adapter in this socket:   %s"
                .formatted(port.device(), port.product(), port.adapterAddress(), port.socketAddress());
    }

    private static Map<String, Object> asMap(FoundPort port) {
        return Json.map(
                "adapter", port.adapterAddress(),
                "socket", port.socketAddress(),
                "device", port.device(),
                "product", port.product());
    }
}
