package dev.sealbench.ui.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.internal.frame.FrameDecoder;
import dev.sealbench.link.internal.frame.FrameEncoder;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.internal.serial.SerialPipe;
import dev.sealbench.link.wire.AttestRequest;
import dev.sealbench.link.wire.BurnBeginRequest;
import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.HelloRequest;
import dev.sealbench.link.wire.MailboxRequest;
import dev.sealbench.link.wire.PrepareOrderRequest;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.Response;
import dev.sealbench.link.wire.TpmExchangeRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/// Says to a charger what no station says. Draws from a seed, so the same seed says the same.
final class HostileStation implements AutoCloseable {

    private static final int ANSWER_SECONDS = 30;
    private static final int PIECE_BYTES = 4_096;
    private static final int REBOOT_TAG = Request.REBOOT_FIELD_NUMBER;

    private final SerialPipe pipe;
    private final Random random;
    private final FrameEncoder encoder = new FrameEncoder();
    private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
    private final long session;
    private int request;
    private volatile boolean listening = true;

    private HostileStation(SerialPipe pipe, long seed) {
        this.pipe = pipe;
        this.random = new Random(seed);
        this.session = random.nextLong();
    }

    /// At the charger on `port`.
    static HostileStation at(Path port, long seed) throws Exception {
        var station = new HostileStation(SerialPipe.open(new PortAddress.SerialPath(port.toString())), seed);
        Thread.ofPlatform().daemon().name("hostile").start(station::listen);
        return station;
    }

    /// An answered hello.
    ///
    /// @param sequence the charger's count of its frames: it begins again at 0 after a reset
    record Answered(int sequence, Response response) {}

    /// Asks hello until its answer comes.
    Answered hello() throws Exception {
        for (int tries = 0; tries < ANSWER_SECONDS; tries++) {
            request++;
            send(hello(session, request));
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            for (var frame = answers.poll(1, TimeUnit.SECONDS); frame != null; ) {
                var answer = Response.parseFrom(frame.payload());
                if (answer.getSessionId() == session && answer.getRequestId() == request) {
                    return new Answered(frame.sequence(), answer);
                }
                frame = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
        throw new AssertionError("the charger no longer answers");
    }

    /// Octets without any order, zeros (delimiters) among them.
    void garbage(int octets) throws IOException {
        var garbage = new byte[octets];
        random.nextBytes(garbage);
        write(garbage, octets);
    }

    /// Frames with a good CRC and random type, flags, announced length and payload.
    void wildFrames(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var payload = new byte[random.nextInt(Frame.MAX_PAYLOAD_BYTES + 200)];
            random.nextBytes(payload);
            var content = ByteBuffer.allocate(10 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
            content.put((byte) (random.nextBoolean() ? 0x01 : random.nextInt(256)));
            content.put((byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 0))
                    .putShort((short) i);
            content.putShort((short) (random.nextInt(3) == 0 ? random.nextInt(1 << 16) : payload.length));
            content.put(payload);
            var crc = new CRC32C();
            crc.update(content.array(), 0, content.position());
            content.putInt((int) crc.getValue());
            var line = stuffed(content.array());
            write(line, line.length);
        }
    }

    /// Requests that are cut off, and that have one octet changed: lengths that promise gigabytes among them.
    void bentRequests(int count) throws IOException {
        var good = requests();
        for (int i = 0; i < count; i++) {
            var whole = good.get(random.nextInt(good.size())).toByteArray();
            var bent = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            bent[random.nextInt(bent.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
            if (!resets(bent)) {
                send(FrameType.REQUEST, bent);
            }
        }
    }

    /// A burn of more than there is room for, one that never ends, and data that belongs to no burn.
    void endlessBurn(int pieces) throws IOException {
        for (int total : new int[] {-1, 0, 1 << 20}) {
            var begin = BurnBeginRequest.newBuilder()
                    .setTarget(BurnTarget.BURN_TARGET_DEVICE_KEY)
                    .setTotalBytes(total)
                    .setSha256(ByteString.copyFrom(new byte[32]));
            send(numbered().setBurnBegin(begin).build());
        }
        for (int i = 0; i < pieces; i++) {
            var data = ByteBuffer.allocate(8 + random.nextInt(4_089)).order(ByteOrder.LITTLE_ENDIAN);
            data.putInt(random.nextBoolean() ? 1 : random.nextInt());
            data.putInt(random.nextBoolean() ? random.nextInt(4) * 4_088 : random.nextInt());
            send(FrameType.BURN_DATA, data.array());
        }
        send(FrameType.BURN_DATA, new byte[0]);
        send(FrameType.BURN_DATA, new byte[7]);
    }

    /// Asks and asks, and reads no answer meanwhile.
    void floodWithoutReading(int count) throws Exception {
        listening = false;
        var flood = Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int i = 0; i < count; i++) {
                    send(hello(~session, i));
                }
            } catch (IOException e) {
                // closed under it
            }
        });
        flood.join(3_000);
        listening = true;
        flood.join();
    }

    @Override
    public void close() {
        listening = true;
        pipe.close();
    }

    private void listen() {
        var decoder = new FrameDecoder(frame -> {
            if (frame.type() == FrameType.RESPONSE) {
                answers.add(frame);
            }
        });
        var piece = new byte[PIECE_BYTES];
        try {
            while (true) {
                decoder.accept(piece, pipe.read(piece));
                while (!listening) {
                    Thread.sleep(10);
                }
            }
        } catch (IOException | InterruptedException e) {
            // the test is over
        }
    }

    private List<Request> requests() {
        var octets = new byte[900];
        random.nextBytes(octets);
        var some = ByteString.copyFrom(octets);
        var envelope = Envelope.newBuilder()
                .setPayload(some)
                .setPayloadType("application/vnd.sealbench.confirm.v1")
                .setSignature(some.substring(0, 70))
                .setKeyId(some.substring(0, 32));
        return List.of(
                hello(session, request),
                numbered()
                        .setPrepareOrder(PrepareOrderRequest.getDefaultInstance())
                        .build(),
                numbered()
                        .setTpmExchange(TpmExchangeRequest.newBuilder().setCommand(some))
                        .build(),
                numbered()
                        .setAttest(AttestRequest.newBuilder().setNonce(some.substring(0, 31)))
                        .build(),
                numbered()
                        .setConfirm(MailboxRequest.newBuilder().setEnvelope(envelope))
                        .build());
    }

    private Request.Builder numbered() {
        return Request.newBuilder().setSessionId(session).setRequestId(++request);
    }

    private static Request hello(long session, int request) {
        return Request.newBuilder()
                .setSessionId(session)
                .setRequestId(request)
                .setHello(HelloRequest.getDefaultInstance())
                .build();
    }

    /// A reset that was asked for would look like a crash.
    private static boolean resets(byte[] payload) {
        try {
            return Request.parseFrom(payload).getBodyCase().getNumber() == REBOOT_TAG;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private void send(Request request) throws IOException {
        send(FrameType.REQUEST, request.toByteArray());
    }

    private void send(FrameType type, byte[] payload) throws IOException {
        var line = encoder.encode(type, ByteBuffer.wrap(payload));
        pipe.write(line.array(), line.limit());
    }

    private void write(byte[] octets, int length) throws IOException {
        for (int from = 0; from < length; from += PIECE_BYTES) {
            var piece = Arrays.copyOfRange(octets, from, Math.min(length, from + PIECE_BYTES));
            pipe.write(piece, piece.length);
        }
        pipe.write(new byte[1], 1); // whatever stands there is a frame now
    }

    /// COBS, as simple as it can be.
    private static byte[] stuffed(byte[] content) {
        var out = new ByteArrayOutputStream();
        int from = 0;
        while (from <= content.length) {
            int end = from;
            while (end < content.length && content[end] != 0 && end - from < 254) {
                end++;
            }
            out.write(end - from + 1);
            out.write(content, from, end - from);
            from = end - from == 254 ? end : end + 1;
        }
        return out.toByteArray();
    }
}
