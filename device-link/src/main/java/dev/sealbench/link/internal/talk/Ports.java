package dev.sealbench.link.internal.talk;

import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.UsbPorts;
import dev.sealbench.link.internal.pipe.BytePipe;
import dev.sealbench.link.internal.serial.SerialPipe;
import dev.sealbench.link.internal.tcp.TcpPipe;

/// Opens the pipe that an address names.
final class Ports {

    private Ports() {}

    static BytePipe open(PortAddress address) throws PortUnavailable {
        var usb = UsbPorts.ofThisComputer();
        return switch (address) {
            case PortAddress.SerialPath serial -> SerialPipe.open(serial);
            // looked up for each opening: the device has another name after each plugging
            case PortAddress.UsbAdapter adapter -> SerialPipe.open(usb.device(adapter));
            case PortAddress.UsbSocket socket -> SerialPipe.open(usb.device(socket));
            case PortAddress.TcpServer server -> TcpPipe.open(server);
        };
    }
}
