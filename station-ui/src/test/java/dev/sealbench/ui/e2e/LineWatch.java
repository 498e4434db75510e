package dev.sealbench.ui.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.Request.BodyCase;
import dev.sealbench.link.wire.Response;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tss.tpm.TPM_CC;

/// Tells what the frames of one run mean, so that each has a name that the next run has again.
///
/// How often a station asks hello while a charger restarts is chance: only the first answer has a name.
/// Safe for both directions at once.
final class LineWatch {

    private static final int COMMAND_CODE_AT = 6;
    private static final int OFFSET_AT = 4;
    private static final int DATA_AT = 8;
    private static final int THOUSAND = 1_000;

    /// How many octets of a packed image travel to a blank chip, by its digest, once that was seen.
    private static final Map<ByteString, Integer> TRAVELLED = new ConcurrentHashMap<>();

    private final Map<Key, LineEvent> asked = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private String last = "start";
    private boolean helloSeen;
    private ByteString image = ByteString.EMPTY;
    private int expectedBytes;
    private int travelledBytes;
    private boolean imageBurns;

    /// What makes a request the same one when it is sent again.
    private record Key(long session, int id) {}

    /// What `frame` is; empty when it has no name.
    synchronized Optional<LineEvent> see(Frame frame) {
        try {
            return switch (frame.type()) {
                case REQUEST -> request(Request.parseFrom(frame.payload()));
                case RESPONSE -> response(Response.parseFrom(frame.payload()));
                case BURN_DATA -> burnData(frame.payload());
                case BURN_ACK, READY -> Optional.empty();
            };
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a good frame that cannot be read", e);
        }
    }

    private Optional<LineEvent> request(Request request) {
        var key = new Key(request.getSessionId(), request.getRequestId());
        if (request.getBodyCase() == BodyCase.HELLO || asked.containsKey(key)) {
            return Optional.empty();
        }
        var name = nameOf(request.getBodyCase());
        var event = new LineEvent(Side.BEFORE, name, counts.merge(name, 1, Integer::sum), detail(request));
        asked.put(key, event);
        if (request.hasBurnBegin()) {
            var target = request.getBurnBegin().getTarget();
            imageBurns = target == BurnTarget.BURN_TARGET_IMAGE_SLOT_A || target == BurnTarget.BURN_TARGET_IMAGE_SLOT_B;
            image = request.getBurnBegin().getSha256();
            expectedBytes = TRAVELLED.getOrDefault(image, request.getBurnBegin().getTotalBytes());
            travelledBytes = 0;
        }
        if (request.hasBurnEnd() && imageBurns) {
            TRAVELLED.merge(image, travelledBytes, Math::max);
        }
        return Optional.of(event);
    }

    private Optional<LineEvent> response(Response response) {
        if (response.hasHello()) {
            boolean first = !helloSeen;
            helloSeen = true;
            var name = LineEvent.helloAfter(last);
            return first
                    ? Optional.of(new LineEvent(Side.AFTER, name, counts.merge(name, 1, Integer::sum), ""))
                    : Optional.empty();
        }
        var request = asked.remove(new Key(response.getSessionId(), response.getRequestId()));
        if (request == null) {
            return Optional.empty();
        }
        last = request.request();
        helloSeen = false;
        return Optional.of(new LineEvent(Side.AFTER, request.request(), request.number(), request.detail()));
    }

    private Optional<LineEvent> burnData(byte[] payload) {
        if (!imageBurns) {
            return Optional.empty();
        }
        int end = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getInt(OFFSET_AT) + payload.length - DATA_AT;
        travelledBytes = Math.max(travelledBytes, end);
        int thousandths = (int) ((long) end * THOUSAND / expectedBytes);
        return Optional.of(new LineEvent(Side.BEFORE, LineEvent.BURN_DATA, thousandths, ""));
    }

    private static String nameOf(BodyCase body) {
        var name = new StringBuilder();
        for (var word : body.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static String detail(Request request) {
        if (request.hasBurnBegin()) {
            return request.getBurnBegin().getTarget().name().replace("BURN_TARGET_", "");
        }
        if (!request.hasTpmExchange()) {
            return "";
        }
        return tpmCommand(
                request.getTpmExchange().getCommand().asReadOnlyByteBuffer().getInt(COMMAND_CODE_AT));
    }

    /// "TPM2_Import" for its code.
    static String tpmCommand(int code) {
        return "TPM2_" + TPM_CC.fromInt(code).name();
    }
}
