package dev.sealbench.link.internal.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.LinkException.PortUnavailable.Reason;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.pipe.BytePipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A serial port of this computer, 8N1, 115,200 baud, no flow control (PROTOCOL.md 1.1). The one class that names
/// jSerialComm beside [SerialLibrary].
///
/// Read and write block without limit (there is no write time-out on Linux): whoever writes must have a watchdog that
/// closes. jSerialComm copies the whole array on each call, so arrays should be at most 64 KiB.
public final class SerialPipe implements BytePipe {

    private static final int BAUD = 115_200;
    private static final int DATA_BITS = 8;

    private final SerialPort port;

    private SerialPipe(SerialPort port) {
        this.port = port;
    }

    /// Opens the port and takes its lock.
    ///
    /// @throws PortUnavailable when it is absent, used by another program or not ours to open
    public static SerialPipe open(PortAddress.SerialPath address) throws PortUnavailable {
        // a new object for each opening: jSerialComm resolves symbolic links when it is made
        var path = Path.of(address.path());
        if (!Files.exists(path)) {
            throw new PortUnavailable(Reason.ABSENT, address, null);
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw new PortUnavailable(Reason.DENIED, address, null);
        }
        try {
            SerialLibrary.load();
            var port = SerialPort.getCommPort(address.path());
            port.setComPortParameters(BAUD, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
            port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
            port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 0, 0);
            if (port.openPort()) {
                return new SerialPipe(port);
            }
            throw refused(address, port.getLastErrorCode());
        } catch (SerialPortInvalidPortException e) {
            throw new PortUnavailable(Reason.ABSENT, address, e);
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        int count = port.readBytes(into, into.length);
        if (count <= 0) {
            // after a hang-up isOpen() still says true; only this tells
            throw new IOException("serial port read ended with " + count);
        }
        return count;
    }

    @Override
    public void write(byte[] from, int length) throws IOException {
        int written = 0;
        while (written < length) {
            int count = port.writeBytes(from, length - written, written);
            if (count <= 0) {
                throw new IOException("serial port write ended with " + count);
            }
            written += count;
        }
    }

    @Override
    public boolean setsBaud() {
        return true;
    }

    @Override
    public boolean setBaud(int baud) {
        return port.setBaudRate(baud);
    }

    @Override
    public void close() {
        port.closePort();
    }

    private static PortUnavailable refused(PortAddress.SerialPath address, int errno) {
        var reason = switch (errno) {
            case 1, 13 -> Reason.DENIED; // EPERM, EACCES
            case 5, 6, 19, 25 -> Reason.ABSENT; // EIO, ENXIO, ENODEV, ENOTTY: no serial device behind it
            // a lock that somebody holds shows as EAGAIN or EBUSY, or as a leftover ENOENT
            default -> Reason.BUSY;
        };
        var holder = reason == Reason.BUSY ? PortHolder.of(Path.of(address.path())) : "";
        return new PortUnavailable(reason, address, holder, new IOException("errno " + errno));
    }
}
