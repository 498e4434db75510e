package dev.sealbench.ui.testkit;

import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.internal.frame.FrameDecoder;
import dev.sealbench.link.internal.frame.FrameEncoder;
import dev.sealbench.link.internal.serial.SerialPipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/// A serial device server before one charger: what a station sends to its TCP port goes to the
/// charger's serial port, and back. Its gate sees every good frame before the last octet of it goes on.
///
/// One connection at a time, as a serial port has it. While the charger has no power, connections end
/// at once.
public final class Relay implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 << 10;

    private final ServerSocket server;
    private final Path chargerPort;
    private final Gate gate;
    private final Thread acceptor = new Thread(this::serve, "relay");
    private volatile Socket connection;

    /// Decides about each frame. Called from two threads, one per direction.
    @FunctionalInterface
    public interface Gate {
        /// What goes on: the frame itself, or another in its place, of which only type and payload count. When
        /// nothing does, the frame's last octet is lost and the connection ends.
        Optional<Frame> pass(Frame frame);
    }

    /// Where octets come from.
    private interface Source {
        int read(byte[] into) throws IOException;
    }

    /// Where they go.
    private interface Sink {
        void write(byte[] from, int length) throws IOException;
    }

    private Relay(ServerSocket server, Path chargerPort, Gate gate) {
        this.server = server;
        this.chargerPort = chargerPort;
        this.gate = gate;
    }

    /// Opens a port of this computer's own for the charger that appears, again and again, at
    /// `chargerPort`.
    public static Relay open(Path chargerPort, Gate gate) throws IOException {
        var relay = new Relay(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), chargerPort, gate);
        relay.acceptor.start();
        return relay;
    }

    /// For the station's slot.
    public PortAddress address() {
        return new PortAddress.TcpServer(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }

    /// Ends the connection, if there is one, and returns when the charger's port is free.
    @Override
    public void close() throws IOException {
        server.close();
        var open = connection;
        if (open != null) {
            open.close();
        }
        join(acceptor);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var station = server.accept()) {
                connection = station;
                if (!server.isClosed()) { // else whoever closed it may not have seen this connection
                    connect(station);
                }
            } catch (PortUnavailable | IOException e) {
                // the charger has no power, or the station went away: the next connection may do better
            }
        }
    }

    private void connect(Socket station) throws PortUnavailable, IOException {
        station.setTcpNoDelay(true);
        var charger = SerialPipe.open(new PortAddress.SerialPath(chargerPort.toString()));
        var out = station.getOutputStream();
        var back = new Thread(() -> pump(charger::read, (from, length) -> out.write(from, 0, length), () -> {
            station.close();
        }));
        back.start();
        try {
            pump(station.getInputStream()::read, charger::write, charger::close);
        } finally {
            charger.close();
            station.close();
            join(back);
        }
    }

    /// Something that ends the other direction too.
    private interface End {
        void now() throws IOException;
    }

    private void pump(Source from, Sink to, End end) {
        var seen = new ArrayDeque<Frame>();
        var decoder = new FrameDecoder(seen::add);
        var buffer = new byte[BUFFER_BYTES];
        try {
            for (int count = from.read(buffer); count > 0; count = from.read(buffer)) {
                if (!passOn(Arrays.copyOf(buffer, count), decoder, seen, to)) {
                    break;
                }
            }
        } catch (IOException e) {
            // one end went away: so does the other
        }
        try {
            end.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return false when the gate kept a frame back
    private boolean passOn(byte[] octets, FrameDecoder decoder, ArrayDeque<Frame> seen, Sink to) throws IOException {
        int start = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] != 0) {
                continue;
            }
            var piece = Arrays.copyOfRange(octets, start, i + 1);
            decoder.accept(piece, piece.length);
            if (seen.isEmpty()) {
                to.write(piece, piece.length);
            } else if (!passOn(seen.poll(), piece, to)) {
                return false;
            }
            start = i + 1;
        }
        if (start < octets.length) {
            var rest = Arrays.copyOfRange(octets, start, octets.length);
            decoder.accept(rest, rest.length);
            to.write(rest, rest.length);
        }
        return true;
    }

    /// @param piece what has not gone on yet of `frame`
    private boolean passOn(Frame frame, byte[] piece, Sink to) throws IOException {
        var passed = gate.pass(frame);
        if (passed.isEmpty()) {
            return false;
        }
        if (passed.get() == frame) {
            to.write(piece, piece.length);
            return true;
        }
        // a fresh encoder ends first what went on of the frame before it
        var other = new FrameEncoder()
                .encode(passed.get().type(), ByteBuffer.wrap(passed.get().payload()));
        to.write(other.array(), other.remaining());
        return true;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
