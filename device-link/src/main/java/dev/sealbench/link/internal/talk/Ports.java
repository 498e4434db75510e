package dev.sealbench.link.internal.talk;

import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.pipe.BytePipe;
import dev.sealbench.link.internal.serial.SerialPipe;
import dev.sealbench.link.internal.tcp.TcpPipe;

/// Opens the pipe that an address names.
final class Ports {

    private Ports() {}

    static BytePipe open(PortAddress address) throws PortUnavailable {
        return switch (address) {
            case PortAddress.SerialPath serial -> SerialPipe.open(serial);
            case PortAddress.TcpServer server -> TcpPipe.open(server);
        };
    }
}
