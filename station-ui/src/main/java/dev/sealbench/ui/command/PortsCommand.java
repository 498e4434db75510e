package dev.sealbench.ui.command;

import dev.sealbench.core.FoundPort;
import dev.sealbench.core.Slots;
import java.util.LinkedHashMap;
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
        var out = spec.commandLine().getOut();
        var ports = Slots.ports();
        if (HomeOptions.of(spec).json()) {
            out.println(Json.text(ports.stream().map(PortsCommand::asMap).toList()));
            return 0;
        }
        if (ports.isEmpty()) {
            out.println("no USB serial port is plugged in");
        }
        ports.forEach(port -> out.printf("%s  %s%n", port.device(), port.product())
                .printf("    this adapter, in any socket:  %s%n", port.adapterAddress())
                .printf("    any adapter in this socket:   %s%n", port.socketAddress()));
        return 0;
    }

    private static Map<String, Object> asMap(FoundPort port) {
        var map = new LinkedHashMap<String, Object>();
        map.put("adapter", port.adapterAddress());
        map.put("socket", port.socketAddress());
        map.put("device", port.device());
        map.put("product", port.product());
        return map;
    }
}
