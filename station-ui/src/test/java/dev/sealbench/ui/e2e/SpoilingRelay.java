package dev.sealbench.ui.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.internal.frame.FrameDecoder;
import dev.sealbench.link.internal.frame.FrameEncoder;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.internal.pipe.BytePipe;
import dev.sealbench.link.internal.serial.SerialPipe;
import dev.sealbench.link.wire.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody on the line: looks like a serial device server to the station, passes everything on, and changes
/// one octet of the signature in as many receipts as it is told to. Its frames are in order, so nobody sees
/// it from the CRC.
final class SpoilingRelay implements AutoCloseable {

    private static final int PIECE_BYTES = 4_096;

    private final ServerSocket server;
    private final PortAddress.SerialPath charger;
    private final AtomicInteger toSpoil = new AtomicInteger();

    private SpoilingRelay(ServerSocket server, Path port) {
        this.server = server;
        this.charger = new PortAddress.SerialPath(port.toString());
    }

    /// Between the charger at `port` and whoever connects.
    static SpoilingRelay before(Path port) throws IOException {
        var relay = new SpoilingRelay(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), port);
        Thread.ofPlatform().daemon().name("relay").start(relay::serve);
        return relay;
    }

    /// Where the station finds the charger now.
    String address() {
        return "tcp:127.0.0.1:" + server.getLocalPort();
    }

    /// Spoils the next receipts.
    void spoilReceipts(int count) {
        toSpoil.set(count);
    }

    /// How many receipts are still to be spoiled.
    int left() {
        return toSpoil.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var station = server.accept()) {
                connect(station);
            } catch (IOException | LinkException e) {
                // this connection is over, as the station sees; the next one may come
            }
        }
    }

    private void connect(Socket station) throws IOException, LinkException {
        var pipe = SerialPipe.open(charger);
        var back = Thread.ofPlatform().daemon().start(() -> toStation(pipe, station));
        try {
            toCharger(station, pipe);
        } finally {
            pipe.close();
        }
    }

    private static void toCharger(Socket station, BytePipe charger) throws IOException {
        var piece = new byte[PIECE_BYTES];
        for (int count = station.getInputStream().read(piece); count > 0; ) {
            charger.write(piece, count);
            count = station.getInputStream().read(piece);
        }
    }

    private void toStation(BytePipe charger, Socket station) {
        var encoder = new FrameEncoder();
        var decoder = new FrameDecoder(frame -> send(encoder, frame, station));
        var piece = new byte[PIECE_BYTES];
        try (station) {
            while (true) {
                decoder.accept(piece, charger.read(piece));
            }
        } catch (IOException | IllegalStateException e) {
            // one of the two went away
        }
    }

    private void send(FrameEncoder encoder, Frame frame, Socket station) {
        try {
            var payload = frame.type() == FrameType.RESPONSE ? bent(frame.payload()) : frame.payload();
            var line = encoder.encode(frame.type(), ByteBuffer.wrap(payload));
            station.getOutputStream().write(line.array(), line.position(), line.remaining());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bent(byte[] payload) throws InvalidProtocolBufferException {
        var response = Response.parseFrom(payload);
        if (!response.hasAttest() || toSpoil.get() == 0) {
            return payload;
        }
        toSpoil.decrementAndGet();
        var receipt = response.getAttest().getReceipt();
        var signature = receipt.getSignature().toByteArray();
        signature[signature.length - 1] ^= 1;
        var spoiled = receipt.toBuilder().setSignature(ByteString.copyFrom(signature));
        return response.toBuilder()
                .setAttest(response.getAttest().toBuilder().setReceipt(spoiled))
                .build()
                .toByteArray();
    }
}
