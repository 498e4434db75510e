package dev.sealbench.link.internal.talk;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.RequestKind;
import dev.sealbench.link.Status;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.wire.BurnEndRequest;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.Response;
import java.util.Optional;

/// Asks for the digest of flash: once already behind the last data frame, so that a burn of which nothing is lost saves
/// a round trip, and else when all was acknowledged (PROTOCOL.md 6.6).
final class BurnEnding {

    private static final int DIGEST_BYTES = 32;

    private final Conversation conversation;
    private final int burnId;
    private Request early;
    private boolean pending;

    BurnEnding(Conversation conversation, int burnId) {
        this.conversation = conversation;
        this.burnId = burnId;
    }

    /// All is on its way. Asks only the first time.
    void allSent() throws LinkException {
        if (early == null) {
            early = conversation.sendAlong(request());
            pending = true;
        }
    }

    /// The early answer is still to come, or was lost.
    boolean isPending() {
        return pending;
    }

    /// The digest, when `heard` is the early answer and the charger had everything by then.
    Optional<byte[]> digestIn(Frame heard) throws LinkException {
        if (!pending) {
            return Optional.empty();
        }
        try {
            var answer = conversation.answerIn(heard, early, RequestKind.BURN_END);
            pending = answer.isEmpty();
            return answer.isEmpty() ? Optional.empty() : Optional.of(digest(answer.get()));
        } catch (ChargerRefused e) {
            requireTooEarly(e);
            pending = false;
            return Optional.empty();
        }
    }

    /// The digest, now that the charger has everything. An early question that was not answered is repeated as it was,
    /// so that nothing is executed twice.
    byte[] digest() throws LinkException {
        if (pending) {
            try {
                return digest(conversation.askAgain(RequestKind.BURN_END, early));
            } catch (ChargerRefused e) {
                requireTooEarly(e);
            }
        }
        return digest(conversation.ask(RequestKind.BURN_END, request()));
    }

    /// Something was lost before the question came.
    private static void requireTooEarly(ChargerRefused refused) throws ChargerRefused {
        if (refused.status() != Status.BURN_INCOMPLETE) {
            throw refused;
        }
    }

    private static byte[] digest(Response answer) throws LinkException {
        return Values.exactly(
                DIGEST_BYTES, "the digest of flash", answer.getBurnEnd().getSha256());
    }

    private Request.Builder request() {
        return Request.newBuilder().setBurnEnd(BurnEndRequest.newBuilder().setBurnId(burnId));
    }
}
