package dev.sealbench.link;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Where a charger is plugged in: a serial device of this computer, a USB adapter wherever it shows up, or a serial
/// device server on the network (PROTOCOL.md 1.1).
///
/// Immutable. `toString` gives the text that [#parse] reads.
public sealed interface PortAddress {

    /// A serial device, named by its absolute path.
    record SerialPath(String path) implements PortAddress {

        /// Refuses a path that is not absolute or holds control characters.
        public SerialPath {
            if (!Patterns.PATH.matcher(path).matches()) {
                throw new IllegalArgumentException("not an absolute device path: " + path);
            }
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /// A USB adapter with a serial number, in whichever socket it is.
    ///
    /// @param vendorId and product id: 16 bits each
    /// @param serialNumber as the adapter says it
    /// @param interfaceNumber of an adapter with several ports; empty for one with a single port
    record UsbAdapter(int vendorId, int productId, String serialNumber, OptionalInt interfaceNumber)
            implements PortAddress {

        /// Refuses a serial number that an address cannot hold.
        public UsbAdapter {
            if (!Patterns.SERIAL.matcher(serialNumber).matches()) {
                throw new IllegalArgumentException("not a serial number for an address: " + serialNumber);
            }
        }

        /// Whether an adapter with this serial number has an address of this kind.
        static boolean canName(String serialNumber) {
            return Patterns.SERIAL.matcher(serialNumber).matches();
        }

        @Override
        public String toString() {
            return "usb:%04x:%04x:%s".formatted(vendorId, productId, serialNumber) + suffix(interfaceNumber);
        }
    }

    /// A USB socket, whatever adapter is in it: `1-2.3` is bus 1, root port 2, port 3 of the hub there.
    ///
    /// @param socket as the kernel names it (Linux, Documentation/ABI/stable/sysfs-bus-usb)
    /// @param interfaceNumber of an adapter with several ports; empty for one with a single port
    record UsbSocket(String socket, OptionalInt interfaceNumber) implements PortAddress {

        @Override
        public String toString() {
            return "usb:" + socket + suffix(interfaceNumber);
        }
    }

    /// A serial device server: a host name or address and a TCP port, 1 to 65,535.
    record TcpServer(String host, int port) implements PortAddress {

        /// Refuses a port out of range and a host that cannot be one.
        public TcpServer {
            if (!Patterns.HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("not a host: " + host);
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("not a TCP port: " + port);
            }
        }

        @Override
        public String toString() {
            return "tcp:" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /// Reads `/dev/...`, `usb:VENDOR:PRODUCT:SERIAL`, `usb:BUS-PORT.PORT` or `tcp:host:port`; an IPv6 address stands in
    /// brackets, and `/N` behind a USB address names one port of an adapter that has several.
    ///
    /// @throws IllegalArgumentException when `text` is neither; the message says so in words
    static PortAddress parse(String text) {
        if (text.startsWith("/")) {
            return new SerialPath(text);
        }
        var adapter = Patterns.ADAPTER.matcher(text);
        if (adapter.matches()) {
            return new UsbAdapter(
                    Integer.parseInt(adapter.group("vendor"), 16),
                    Integer.parseInt(adapter.group("product"), 16),
                    adapter.group("serial"),
                    number(adapter.group("interface")));
        }
        var socket = Patterns.SOCKET.matcher(text);
        if (socket.matches()) {
            return new UsbSocket(socket.group("socket"), number(socket.group("interface")));
        }
        return server(text);
    }

    private static TcpServer server(String text) {
        var server = Patterns.TCP.matcher(text);
        if (!server.matches()) {
            throw new IllegalArgumentException(
                    "a port is /dev/..., usb:VENDOR:PRODUCT:SERIAL, usb:BUS-PORT or tcp:host:port, not: " + text);
        }
        var host = server.group("six") != null ? server.group("six") : server.group("host");
        return new TcpServer(host, Integer.parseInt(server.group("port")));
    }

    private static OptionalInt number(String text) {
        return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    private static String suffix(OptionalInt interfaceNumber) {
        return interfaceNumber.isPresent() ? "/" + interfaceNumber.getAsInt() : "";
    }

    /// The shapes that addresses may have.
    final class Patterns {
        private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]{1,255}");
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
        private static final Pattern SERIAL = Pattern.compile("[\\x21-\\x2e\\x30-\\x7e]{1,126}");
        private static final Pattern ADAPTER = Pattern.compile("usb:(?<vendor>[0-9a-f]{4}):(?<product>[0-9a-f]{4}):"
                + "(?<serial>" + SERIAL + ")(?:/(?<interface>[0-9]{1,2}))?");
        private static final Pattern SOCKET = Pattern.compile(
                "usb:(?<socket>[0-9]{1,3}-[0-9]{1,3}(?:\\.[0-9]{1,3}){0,6})(?:/(?<interface>[0-9]{1,2}))?");
        private static final Pattern TCP =
                Pattern.compile("tcp:(?:\\[(?<six>[^\\]]+)\\]|(?<host>[^:\\[\\]]+)):(?<port>[0-9]{1,5})");

        private Patterns() {}
    }
}
