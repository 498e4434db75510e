package dev.sealbench.link.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.wire.BurnEndResponse;
import dev.sealbench.link.wire.HelloResponse;
import dev.sealbench.link.wire.Lifecycle;
import dev.sealbench.link.wire.Limits;
import dev.sealbench.link.wire.Program;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.Response;
import dev.sealbench.link.wire.SetSpeedResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// A charger by PROTOCOL.md: blank, cooperative, with flash in memory. What it answers can be bent by a test; what the
/// line does to it is [FakeLine]'s business. Runs on the line's thread.
public final class FakeCharger {

    /// kStatusOk and others that it uses, as on the wire.
    public static final int OK = 0x5a3c;

    private static final int BLANK = 0x1101;
    private static final int UNKNOWN_REQUEST = 0x2105;
    private static final int UNSUPPORTED = 0x212e;
    private static final int USUAL_BAUD = 115_200;

    private final List<Request> executed = new ArrayList<>();
    private UnaryOperator<Response> bend = UnaryOperator.identity();
    private String lastKey = "";
    private byte[] lastAnswer = {};
    private int sequence;
    private final FakeFlash flash = new FakeFlash();
    private List<Integer> bauds = List.of();
    private Duration speedLease = Duration.ofMillis(900);
    private int nextBaud = USUAL_BAUD;
    private int lastSpeed;
    private long heardNanos = System.nanoTime();

    /// What a program says that begins to serve (PROTOCOL.md 3.3).
    public static byte[] ready() {
        return NaiveFrames.encode(0x12, 0, 0, new byte[0]);
    }

    /// Every answer passes through `bending` before it is encoded.
    public FakeCharger bending(UnaryOperator<Response> bending) {
        bend = bending;
        return this;
    }

    /// The flash breaks once it took this much of a stream.
    public FakeCharger failingBurnAt(int bytes) {
        flash.failAt(bytes);
        return this;
    }

    /// Its port can these rates, too; one that was raised lasts so long without a good frame.
    public FakeCharger withSpeeds(Duration lease, Integer... rates) {
        speedLease = lease;
        bauds = List.of(rates);
        return this;
    }

    /// The rate its port has now: a change becomes true once the answer to it was fetched (PROTOCOL.md 1.3 and 1.4).
    public synchronized int baud() {
        if (System.nanoTime() - heardNanos > speedLease.toNanos()) {
            nextBaud = USUAL_BAUD;
        }
        return nextBaud;
    }

    /// Its port falls back to the usual rate.
    public synchronized void loseSpeed() {
        nextBaud = USUAL_BAUD;
        lastSpeed = 0;
    }

    /// Power is off and on: nothing is remembered but flash.
    public synchronized void reset() {
        nextBaud = USUAL_BAUD;
        lastKey = "";
        lastSpeed = 0;
    }

    /// Requests carried out, repetitions not counted again.
    public synchronized List<Request> executed() {
        return List.copyOf(executed);
    }

    /// What was burned last.
    public synchronized byte[] flash() {
        return flash.content();
    }

    /// Takes one encoded frame without its delimiter; returns what goes back on the line, or nothing.
    public synchronized byte[] receive(byte[] encoded) {
        byte[] content = NaiveFrames.unstuffed(encoded);
        if (content == null || content.length < 10) {
            return new byte[0];
        }
        var frame = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int payloadBytes = content.length - 10;
        boolean intact = frame.getInt(6 + payloadBytes) == NaiveFrames.crc32c(content, 6 + payloadBytes)
                && Short.toUnsignedInt(frame.getShort(4)) == payloadBytes;
        if (!intact) {
            return new byte[0];
        }
        byte[] payload = Arrays.copyOfRange(content, 6, 6 + payloadBytes);
        heardNanos = System.nanoTime();
        return switch (content[0]) {
            case 0x01 -> framed(0x02, answer(payload));
            case 0x10 -> data(payload, frame.getShort(2));
            default -> new byte[0];
        };
    }

    private byte[] answer(byte[] payload) {
        try {
            var request = Request.parseFrom(payload);
            var key = request.getSessionId() + "/" + request.getRequestId() + "/"
                    + Arrays.toString(FakeFlash.digest(payload));
            if (!key.equals(lastKey)) {
                lastSpeed = 0;
                executed.add(request);
                lastAnswer = bend.apply(execute(request)).toByteArray();
                lastKey = key;
                if (request.hasSetSpeed()) {
                    lastSpeed = request.getSetSpeed().getBaud();
                }
            }
            nextBaud = lastSpeed != 0 && (lastSpeed == USUAL_BAUD || bauds.contains(lastSpeed)) ? lastSpeed : nextBaud;
            return lastAnswer;
        } catch (InvalidProtocolBufferException e) {
            return new byte[0];
        }
    }

    private Response execute(Request request) {
        var answer = Response.newBuilder()
                .setSessionId(request.getSessionId())
                .setRequestId(request.getRequestId())
                .setStatus(OK)
                .setChargerUs(7)
                .setLifecycle(Lifecycle.LIFECYCLE_BLANK);
        switch (request.getBodyCase()) {
            case HELLO -> {
                var hello = hello();
                hello.getLimitsBuilder().addAllBauds(bauds);
                answer.setHello(hello);
            }
            case TPM_EXCHANGE ->
                answer.getTpmExchangeBuilder()
                        .setResponse(request.getTpmExchange().getCommand());
            case ACTIVATE -> answer.getActivateBuilder().setProof(ByteString.copyFrom(new byte[32]));
            case PREPARE_ORDER -> answer.getPrepareOrderBuilder().setNonce(ByteString.copyFrom(new byte[32]));
            case RESET_TPM -> answer.getResetTpmBuilder();
            case APPLY_ORDER ->
                answer.getApplyOrderBuilder()
                        .setOrderDigest(ByteString.copyFrom(new byte[32]))
                        .setTrialId(ByteString.copyFrom(new byte[16]));
            case ATTEST ->
                answer.getAttestBuilder()
                        .getReceiptBuilder()
                        .setBody(request.getAttest().getNonce());
            case CONFIRM -> answer.getConfirmBuilder();
            case REVERT -> answer.getRevertBuilder();
            case REBOOT -> answer.getRebootBuilder();
            case BURN_BEGIN -> answer.setBurnBegin(flash.begin(request.getBurnBegin()));
            case BURN_END -> end(request, answer);
            case SET_SPEED -> setSpeed(request.getSetSpeed().getBaud(), answer);
            case SECURITY_LOG, BODY_NOT_SET -> answer.setStatus(UNKNOWN_REQUEST);
        }
        return answer.build();
    }

    private void end(Request request, Response.Builder answer) {
        int status = request.getBurnEnd().getBurnId() == flash.burnId() ? flash.end() : FakeFlash.BURN_NOT_OPEN;
        answer.setStatus(status);
        if (status == OK) {
            var digest = FakeFlash.digest(flash.content());
            answer.setBurnEnd(BurnEndResponse.newBuilder().setSha256(ByteString.copyFrom(digest)));
        }
    }

    private void setSpeed(int asked, Response.Builder answer) {
        boolean known = asked == USUAL_BAUD || bauds.contains(asked);
        answer.setStatus(known ? OK : UNSUPPORTED);
        if (known) {
            answer.setSetSpeed(SetSpeedResponse.newBuilder().setBaud(asked));
        }
    }

    private byte[] data(byte[] payload, short frameSequence) {
        byte[] acknowledgement = flash.data(payload, frameSequence);
        return acknowledgement.length == 0 ? acknowledgement : framed(0x11, acknowledgement);
    }

    private byte[] framed(int type, byte[] payload) {
        return NaiveFrames.encode(type, 0, sequence++, payload);
    }

    /// What a blank charger says.
    public static HelloResponse.Builder hello() {
        return HelloResponse.newBuilder()
                .setProtocolVersion(1)
                .setProgram(Program.PROGRAM_BOOT_ROM)
                .setNotBootedReason(BLANK)
                .setBoard("virt-charger")
                .setBoardId(ByteString.copyFrom(new byte[16]))
                .setHardwareRevision(3)
                .setRomVersion("0.1.0")
                .setRomSha256(ByteString.copyFrom(new byte[32]))
                .setFactoryDataSha256(ByteString.copyFrom(new byte[32]))
                .setLimits(Limits.newBuilder()
                        .setMaxPayloadBytes(4096)
                        .setWindowBytes(FakeFlash.WINDOW_BYTES)
                        .addBauds(115_200));
    }
}
