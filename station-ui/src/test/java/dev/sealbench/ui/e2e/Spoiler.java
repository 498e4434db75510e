package dev.sealbench.ui.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.wire.Response;
import dev.sealbench.ui.testkit.Relay;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody on the line who changes one octet of the signature in as many receipts as they are told to. The
/// frames are in order, so nobody sees it from the CRC.
final class Spoiler implements Relay.Gate {

    private final AtomicInteger toSpoil = new AtomicInteger();

    /// The request whose response was spoiled last; the relay's thread's.
    private volatile Optional<Asked> spoiled = Optional.empty();

    private record Asked(long session, int request) {}

    /// Spoils the next receipts.
    void spoilReceipts(int count) {
        toSpoil.set(count);
    }

    /// How many receipts are still to be spoiled.
    int left() {
        return toSpoil.get();
    }

    /// What is sent again, because it took too long, is spoiled again.
    private boolean isToSpoil(Response response) {
        var asked = new Asked(response.getSessionId(), response.getRequestId());
        boolean again = spoiled.equals(Optional.of(asked));
        if (!again && toSpoil.get() > 0) {
            toSpoil.decrementAndGet();
            spoiled = Optional.of(asked);
            return true;
        }
        return again;
    }

    @Override
    public Optional<Frame> pass(Frame frame) {
        try {
            return Optional.of(frame.type() == FrameType.RESPONSE ? bent(frame) : frame);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a good frame that cannot be read", e);
        }
    }

    private Frame bent(Frame frame) throws InvalidProtocolBufferException {
        var response = Response.parseFrom(frame.payload());
        if (!response.hasAttest() || !isToSpoil(response)) {
            return frame;
        }
        var receipt = response.getAttest().getReceipt();
        var signature = receipt.getSignature().toByteArray();
        signature[signature.length - 1] ^= 1;
        var spoiled = receipt.toBuilder().setSignature(ByteString.copyFrom(signature));
        var payload = response.toBuilder()
                .setAttest(response.getAttest().toBuilder().setReceipt(spoiled))
                .build()
                .toByteArray();
        return new Frame(frame.type(), frame.sequence(), payload);
    }
}
