package dev.sealbench.link;

import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.LinkException.PortUnavailable.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The serial ports on USB, read from Linux's sysfs; nothing is opened, so nothing that hangs there can hang us.
///
/// What is read is what is plugged in at that moment: device names change with each plugging, sockets and serial
/// numbers do not. On other systems there are none. Safe for use by several threads.
public final class UsbPorts {

    /// Nothing reasonable is longer; whoever makes the adapter chooses its text.
    private static final int MAX_TEXT_BYTES = 512;

    private final Path sysfs;

    private UsbPorts(Path sysfs) {
        this.sysfs = sysfs;
    }

    /// Of this computer. The system property `sealbench.sysfs` names another tree, for tests; its devices are then in
    /// `dev` beside it.
    public static UsbPorts ofThisComputer() {
        return of(Path.of(System.getProperty("sealbench.sysfs", "/sys")));
    }

    /// Of a tree like `/sys`; devices are in `dev` beside it.
    static UsbPorts of(Path sysfs) {
        return new UsbPorts(sysfs);
    }

    /// All of them, by socket and interface. Ports that vanish while it looks are left out.
    public List<UsbPort> list() {
        var ports = new ArrayList<Found>();
        try (var names = Files.newDirectoryStream(sysfs.resolve("class/tty"))) {
            for (var name : names) {
                find(name).ifPresent(ports::add);
            }
        } catch (IOException e) {
            return List.of(); // no sysfs: not Linux
        }
        ports.sort(Comparator.comparing(Found::socket).thenComparing(Found::interfaceNumber));
        return ports.stream().map(port -> port.among(ports)).toList();
    }

    /// The device that `address` means now.
    ///
    /// @throws PortUnavailable ABSENT when there is none, AMBIGUOUS when it means several
    public PortAddress.SerialPath device(PortAddress.UsbAdapter address) throws PortUnavailable {
        return one(address, port -> port.is(address));
    }

    /// As for an adapter.
    public PortAddress.SerialPath device(PortAddress.UsbSocket address) throws PortUnavailable {
        return one(address, port -> port.is(address));
    }

    private PortAddress.SerialPath one(PortAddress address, Predicate<UsbPort> meant) throws PortUnavailable {
        var ports = list().stream().filter(meant).toList();
        if (ports.size() != 1) {
            throw new PortUnavailable(ports.isEmpty() ? Reason.ABSENT : Reason.AMBIGUOUS, address, null);
        }
        return new PortAddress.SerialPath(ports.getFirst().device());
    }

    /// A port while it is not known whether the adapter has others.
    private record Found(Path device, Path usbDevice, int interfaceNumber) {

        String socket() {
            return usbDevice.getFileName().toString();
        }

        UsbPort among(List<Found> all) {
            long ports = all.stream()
                    .filter(other -> other.usbDevice.equals(usbDevice))
                    .count();
            return new UsbPort(
                    device.toString(),
                    socket(),
                    interfaceNumber,
                    ports == 1,
                    hex(usbDevice, "idVendor"),
                    hex(usbDevice, "idProduct"),
                    text(usbDevice, "serial"),
                    text(usbDevice, "product"));
        }
    }

    /// Climbs from the terminal to the USB interface and device it belongs to, if it does.
    private Optional<Found> find(Path tty) {
        try {
            int interfaceNumber = -1;
            for (var folder = tty.toRealPath(); folder != null && folder.startsWith(sysfs.toRealPath()); ) {
                if (interfaceNumber < 0) {
                    interfaceNumber = hex(folder, "bInterfaceNumber");
                } else if (hex(folder, "idVendor") >= 0) {
                    var device = sysfs.resolveSibling("dev").resolve(tty.getFileName());
                    return Optional.of(new Found(device, folder, interfaceNumber));
                }
                folder = folder.getParent();
            }
        } catch (IOException e) {
            // pulled out while we looked
        }
        return Optional.empty();
    }

    /// The number in a file, or -1.
    private static int hex(Path folder, String name) {
        try {
            return Integer.parseInt(text(folder, name), 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// The text in a file without what does not belong into an address or on a screen; empty when there is none.
    private static String text(Path folder, String name) {
        try (var in = Files.newInputStream(folder.resolve(name))) {
            var text = new String(in.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
            return text.strip().replaceAll("[^\\x20-\\x7e]", "?");
        } catch (IOException e) {
            return "";
        }
    }
}
