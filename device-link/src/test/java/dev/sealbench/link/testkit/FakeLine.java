package dev.sealbench.link.testkit;

import dev.sealbench.link.PortAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/// A serial device server with a [FakeCharger] behind it; what happens to each frame on the way is a test's choice.
/// Serves one connection after the other.
public final class FakeLine implements AutoCloseable {

    private final ServerSocket server;
    private final FakeCharger charger;
    private final Weather toCharger;
    private final Weather toStation;
    private volatile Socket connection;

    /// Does things to the octets of one frame, delimiter included, and passes on what is left of them.
    @FunctionalInterface
    public interface Weather {

        /// Nothing happens.
        Weather FINE = (frame, onwards) -> onwards.accept(frame);

        /// `frame` arrives here; hand whatever should arrive there to `onwards`. Throwing cuts the connection.
        void pass(byte[] frame, Consumer<byte[]> onwards) throws IOException;
    }

    /// Listens on the loopback interface.
    public FakeLine(FakeCharger charger, Weather toCharger, Weather toStation) throws IOException {
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.charger = charger;
        this.toCharger = toCharger;
        this.toStation = toStation;
        Thread.ofPlatform().name("fake-line").daemon().start(this::serve);
    }

    /// One on which nothing happens.
    public static FakeLine fine(FakeCharger charger) throws IOException {
        return new FakeLine(charger, Weather.FINE, Weather.FINE);
    }

    /// Where it listens.
    public PortAddress.TcpServer address() {
        return new PortAddress.TcpServer("127.0.0.1", server.getLocalPort());
    }

    /// Octets that nobody asked for arrive at the station; waits until it is connected.
    public void say(byte[] octets) throws IOException {
        while (connection == null) {
            Thread.onSpinWait();
        }
        connection.getOutputStream().write(octets);
    }

    @Override
    public void close() throws IOException {
        server.close();
        var open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                connection = socket;
                talk(socket);
            } catch (IOException | UncheckedIOException e) {
                // the connection ended, as a test wanted or as the station did
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var in = socket.getInputStream();
        var out = socket.getOutputStream();
        var frame = new ByteArrayOutputStream();
        var octets = new byte[8 << 10];
        for (int count; (count = in.read(octets)) > 0; ) {
            for (int i = 0; i < count; i++) {
                frame.write(octets[i]);
                if (octets[i] == 0) {
                    byte[] whole = frame.toByteArray();
                    frame.reset();
                    toCharger.pass(whole, arrived -> answer(arrived, out));
                }
            }
        }
    }

    private void answer(byte[] arrived, OutputStream out) {
        var frame = new ByteArrayOutputStream();
        for (byte octet : arrived) {
            if (octet != 0) {
                frame.write(octet);
                continue;
            }
            byte[] back = charger.receive(frame.toByteArray());
            frame.reset();
            if (back.length > 0) {
                send(back, out);
            }
        }
    }

    private void send(byte[] back, OutputStream out) {
        try {
            toStation.pass(back, octets -> {
                try {
                    out.write(octets);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
