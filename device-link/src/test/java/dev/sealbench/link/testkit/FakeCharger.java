package dev.sealbench.link.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.wire.BurnBeginResponse;
import dev.sealbench.link.wire.BurnEndResponse;
import dev.sealbench.link.wire.HelloResponse;
import dev.sealbench.link.wire.Lifecycle;
import dev.sealbench.link.wire.Limits;
import dev.sealbench.link.wire.Program;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
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
    private static final int BURN_NOT_OPEN = 0x4103;
    private static final int BURN_INCOMPLETE = 0x4119;
    private static final int BURN_DIGEST = 0x411e;
    private static final int WINDOW_BYTES = 8 << 10;

    private final List<Request> executed = new ArrayList<>();
    private UnaryOperator<Response> bend = UnaryOperator.identity();
    private String lastKey = "";
    private byte[] lastAnswer = {};
    private int sequence;
    private int burnId;
    private int totalBytes;
    private byte[] announced = {};
    private ByteArrayOutputStream flash = new ByteArrayOutputStream();
    private boolean refusedThisRun;
    private int lastOffset;
    private int failBurnAt = Integer.MAX_VALUE;

    /// What a program says that begins to serve (PROTOCOL.md 3.3).
    public static byte[] ready() {
        return NaiveFrames.encode(0x12, 0, 0, new byte[0]);
    }

    /// Every answer passes through `bending` before it is encoded.
    public FakeCharger bending(UnaryOperator<Response> bending) {
        bend = bending;
        return this;
    }

    /// The flash breaks once it holds this much.
    public FakeCharger failingBurnAt(int bytes) {
        failBurnAt = bytes;
        return this;
    }

    /// Requests carried out, repetitions not counted again.
    public synchronized List<Request> executed() {
        return List.copyOf(executed);
    }

    /// What was burned last.
    public synchronized byte[] flash() {
        return flash.toByteArray();
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
        return switch (content[0]) {
            case 0x01 -> framed(0x02, answer(payload));
            case 0x10 -> data(payload);
            default -> new byte[0];
        };
    }

    private byte[] answer(byte[] payload) {
        try {
            var request = Request.parseFrom(payload);
            var key = request.getSessionId() + "/" + request.getRequestId() + "/" + Arrays.toString(sha256(payload));
            if (!key.equals(lastKey)) {
                executed.add(request);
                lastAnswer = bend.apply(execute(request)).toByteArray();
                lastKey = key;
            }
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
            case HELLO -> answer.setHello(hello());
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
            case BURN_BEGIN -> begin(request, answer);
            case BURN_END -> end(request, answer);
            case SET_SPEED, SECURITY_LOG, BODY_NOT_SET -> answer.setStatus(UNKNOWN_REQUEST);
        }
        return answer.build();
    }

    private void begin(Request request, Response.Builder answer) {
        var begin = request.getBurnBegin();
        boolean unchanged =
                Arrays.equals(sha256(flash.toByteArray()), begin.getSha256().toByteArray());
        burnId++;
        totalBytes = begin.getTotalBytes();
        announced = begin.getSha256().toByteArray();
        refusedThisRun = false;
        if (!unchanged) {
            flash = new ByteArrayOutputStream();
        }
        answer.setBurnBegin(BurnBeginResponse.newBuilder()
                .setBurnId(burnId)
                .setWindowBytes(WINDOW_BYTES)
                .setUnchanged(unchanged));
    }

    private void end(Request request, Response.Builder answer) {
        byte[] digest = sha256(flash.toByteArray());
        if (request.getBurnEnd().getBurnId() != burnId) {
            answer.setStatus(BURN_NOT_OPEN);
        } else if (flash.size() < totalBytes) {
            answer.setStatus(BURN_INCOMPLETE);
        } else if (!Arrays.equals(digest, announced)) {
            answer.setStatus(BURN_DIGEST);
        } else {
            answer.setBurnEnd(BurnEndResponse.newBuilder().setSha256(ByteString.copyFrom(digest)));
        }
    }

    /// PROTOCOL.md 6.4.
    private byte[] data(byte[] payload) {
        var in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt() != burnId) {
            return new byte[0];
        }
        int offset = in.getInt();
        boolean newRun = !refusedThisRun || offset <= lastOffset;
        lastOffset = offset;
        if (offset != flash.size()) {
            refusedThisRun = true;
            return newRun ? acknowledgement(OK) : new byte[0];
        }
        refusedThisRun = false;
        flash.write(payload, 8, payload.length - 8);
        return acknowledgement(flash.size() >= failBurnAt ? 0x4128 : OK);
    }

    private byte[] acknowledgement(int status) {
        return framed(
                0x11,
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(burnId)
                        .putInt(flash.size())
                        .putInt(status)
                        .array());
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
                        .setWindowBytes(WINDOW_BYTES)
                        .addBauds(115_200));
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
