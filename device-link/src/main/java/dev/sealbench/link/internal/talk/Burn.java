package dev.sealbench.link.internal.talk;

import com.google.protobuf.ByteString;
import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnProgress;
import dev.sealbench.link.BurnResult;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.LinkException.LineUnusable;
import dev.sealbench.link.RequestKind;
import dev.sealbench.link.Status;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.wire.BurnBeginRequest;
import dev.sealbench.link.wire.BurnBeginResponse;
import dev.sealbench.link.wire.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/// One burn, from announcement to the digest of what is in flash (PROTOCOL.md 6).
public final class Burn {

    private static final int DATA_HEADER_BYTES = 8;
    private static final int DATA_BYTES = Frame.MAX_PAYLOAD_BYTES - DATA_HEADER_BYTES;
    private static final int ACK_BYTES = 14;
    private static final int LEAST_WINDOW_BYTES = 8 << 10;
    private static final int MOST_WINDOW_BYTES = 256 << 10;

    /// PROTOCOL.md 6.4: goings back in a row to the same offset after which the station gives up.
    private static final int MOST_RETURNS = 100;

    private final Conversation conversation;
    private final Lifecycle lifecycle;
    private final BurnContent content;
    private final BurnProgress listener;
    private final ByteBuffer frame =
            ByteBuffer.allocate(Frame.MAX_PAYLOAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final BurnFlow flow = new BurnFlow(DATA_BYTES, MOST_WINDOW_BYTES);
    private final BurnPace pace;
    private long resentBytes;
    /// To the same offset.
    private int returns;

    /// `lifecycle` is named when the charger refuses.
    public Burn(Conversation conversation, Lifecycle lifecycle, BurnContent content, BurnProgress listener) {
        this.conversation = conversation;
        this.lifecycle = lifecycle;
        this.content = content;
        this.listener = listener;
        this.pace = new BurnPace(!conversation.line().setsBaud());
    }

    /// Burns it to `target`.
    ///
    /// @throws IllegalArgumentException when the content does not fit
    public BurnResult to(BurnTarget target) throws LinkException {
        int totalBytes = content.sizeBytes();
        if (totalBytes > target.capacityBytes()) {
            throw new IllegalArgumentException("%d octets for %s".formatted(totalBytes, target));
        }
        var begun = begin(target);
        int wantedBytes = (content.blocks().size() + 7) / 8;
        var stream =
                new BurnStream(content, Values.exactly(wantedBytes, "the list of wanted pieces", begun.getWanted()));
        byte[] inFlash = stream(begun.getBurnId(), stream, new BurnWindow(stream.sizeBytes(), windowOf(begun)));
        if (!MessageDigest.isEqual(content.sha256(), inFlash)) {
            throw new ChargerMisbehaved("it accepted a burn whose digest in flash is another");
        }
        listener.burned(totalBytes, totalBytes);
        return new BurnResult(inFlash, stream.sizeBytes() == 0, totalBytes, stream.sizeBytes(), resentBytes);
    }

    private BurnBeginResponse begin(BurnTarget target) throws LinkException {
        var begin = BurnBeginRequest.newBuilder()
                .setTargetValue(target.wireNumber())
                .setTotalBytes(content.sizeBytes())
                .setSha256(ByteString.copyFrom(content.sha256()))
                .setPieceSha256(ByteString.copyFrom(content.pieceDigests()));
        return conversation
                .ask(RequestKind.BURN_BEGIN, Request.newBuilder().setBurnBegin(begin))
                .getBurnBegin();
    }

    private static int windowOf(BurnBeginResponse begun) throws ChargerMisbehaved {
        int window = Values.within(LEAST_WINDOW_BYTES, Integer.MAX_VALUE, "the burn window", begun.getWindowBytes());
        return Math.min(window, MOST_WINDOW_BYTES);
    }

    /// Returns the digest that the charger read back.
    private byte[] stream(int burnId, BurnStream stream, BurnWindow window) throws LinkException {
        var silence = new BurnSilence(conversation.times().burnSilence());
        var ending = new BurnEnding(conversation, burnId);
        conversation.line().beginRequest();
        while (!window.done() || ending.isPending()) {
            boolean sent = sendFrame(burnId, stream, window);
            if (sent) {
                silence.sent();
            } else if (window.allSent()) {
                ending.allSent();
            }
            // while there is more to send, what has come is looked at and not waited for
            var heard = conversation.line().receive(sent ? System.nanoTime() : silence.deadlineNanos());
            boolean moved = false;
            if (heard.isPresent()) {
                var digest = ending.digestIn(heard.get());
                if (digest.isPresent()) {
                    return digest.get();
                }
                moved = useful(burnId, heard.get(), stream, window);
            }
            if (moved) {
                silence.heard();
            } else if (!sent && silence.isOver()) { // a flood of useless frames does not make it longer
                if (window.done()) {
                    break; // the early question or its answer was lost
                }
                silence.passed();
                beginAnew(window);
            }
        }
        return ending.digest();
    }

    private void beginAnew(BurnWindow window) {
        flow.lost(window.inFlightBytes());
        window.silence();
        conversation.speed().silence();
        conversation.line().startAfresh();
    }

    private int mostInFlight() {
        return Math.min(flow.inFlightBytes(), pace.inFlightBytes());
    }

    /// True when one was sent.
    private boolean sendFrame(int burnId, BurnStream stream, BurnWindow window) throws LinkException {
        int bytes = window.sendableBytes(flow.frameBytes(), mostInFlight());
        if (bytes == 0) {
            return false;
        }
        int offset = window.nextOffset();
        stream.read(offset, bytes, frame.clear().putInt(burnId).putInt(offset));
        int sequence = conversation.line().send(FrameType.BURN_DATA, frame.flip());
        int again = window.sent(bytes, sequence);
        resentBytes += again;
        conversation.meter().burned(bytes, again);
        return true;
    }

    /// True when the acknowledgement moved the burn on.
    private boolean useful(int burnId, Frame heard, BurnStream stream, BurnWindow window) throws LinkException {
        if (heard.type() != FrameType.BURN_ACK) {
            return false; // a late answer
        }
        if (heard.payload().length != ACK_BYTES) {
            throw new ChargerMisbehaved("a burn acknowledgement of %d octets".formatted(heard.payload().length));
        }
        var ack = ByteBuffer.wrap(heard.payload()).order(ByteOrder.LITTLE_ENDIAN);
        if (ack.getInt() != burnId) {
            return false; // of a burn before this one
        }
        conversation.speed().heard();
        int expected = ack.getInt();
        var status = Values.status(ack.getInt());
        if (status != Status.OK) {
            throw new ChargerRefused(status, lifecycle, RequestKind.BURN_END);
        }
        int before = window.acknowledgedBytes();
        int inFlight = window.inFlightBytes();
        return switch (window.acknowledged(expected, Short.toUnsignedInt(ack.getShort()))) {
            case PROGRESS -> {
                flow.arrived();
                returns = 0;
                pace.acknowledged(window.acknowledgedBytes() - before);
                listener.burned(stream.contentBytes(window.acknowledgedBytes()), content.sizeBytes());
                yield true;
            }
            case RETURN -> {
                flow.lost(inFlight);
                if (++returns > MOST_RETURNS) {
                    throw new LineUnusable("the charger missed the same burn data %d times".formatted(returns));
                }
                yield true;
            }
            case STALE -> false;
            case IMPOSSIBLE -> throw new ChargerMisbehaved("it acknowledges burn data that was never sent");
        };
    }
}
