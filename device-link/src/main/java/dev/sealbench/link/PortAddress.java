package dev.sealbench.link;

import java.util.regex.Pattern;

/// Where a charger is plugged in: a serial device of this computer, or a serial device server on the network
/// (PROTOCOL.md 1.1).
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

    /// Reads `/dev/...` or `tcp:host:port`; an IPv6 address stands in brackets.
    ///
    /// @throws IllegalArgumentException when `text` is neither; the message says so in words
    static PortAddress parse(String text) {
        if (text.startsWith("/")) {
            return new SerialPath(text);
        }
        var server = Patterns.TCP.matcher(text);
        if (!server.matches()) {
            throw new IllegalArgumentException("a port is /dev/... or tcp:host:port, not: " + text);
        }
        var host = server.group("six") != null ? server.group("six") : server.group("host");
        return new TcpServer(host, Integer.parseInt(server.group("port")));
    }

    /// The shapes that addresses may have.
    final class Patterns {
        private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]{1,255}");
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
        private static final Pattern TCP =
                Pattern.compile("tcp:(?:\\[(?<six>[^\\]]+)\\]|(?<host>[^:\\[\\]]+)):(?<port>[0-9]{1,5})");

        private Patterns() {}
    }
}
