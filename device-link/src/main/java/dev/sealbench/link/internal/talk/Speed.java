package dev.sealbench.link.internal.talk;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.RequestKind;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.SetSpeedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rate of the line (PROTOCOL.md 1.3 to 1.5): raised by agreement before what carries much, lowered when the
/// charger has done so or will.
///
/// One owner thread.
public final class Speed {

    /// The rate at power-on.
    public static final int USUAL_BAUD = 115_200;

    /// What this station asks for at most.
    private static final int MOST_BAUD = 3_000_000;

    private static final Set<RequestKind> CARRIES_MUCH = EnumSet.of(RequestKind.BURN_BEGIN, RequestKind.TPM_EXCHANGE);
    private static final Set<RequestKind> RESETS =
            EnumSet.of(RequestKind.APPLY_ORDER, RequestKind.CONFIRM, RequestKind.REVERT, RequestKind.REBOOT);

    private final Conversation conversation;
    private final Set<Integer> failed = new HashSet<>();

    /// Worth trying, the fastest first.
    private List<Integer> rates = List.of();

    private volatile int baud = USUAL_BAUD;
    private long heardNanos;

    Speed(Conversation conversation) {
        this.conversation = conversation;
    }

    /// Bits per second now. Thread-safe.
    public int baud() {
        return baud;
    }

    /// What the charger's hello names.
    void offered(List<Integer> bauds) {
        rates = bauds.stream()
                .filter(rate -> rate > USUAL_BAUD && rate <= MOST_BAUD && !failed.contains(rate))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// Before a request: the rate is one that the charger still has, and a high one where that pays.
    void prepare(RequestKind kind) throws LinkException {
        if (isRaised() && silentNanos() > keptNanos()) {
            pause(overNanos() - silentNanos());
            lower();
        }
        if (CARRIES_MUCH.contains(kind) && !isRaised() && conversation.line().setsBaud()) {
            for (int rate : new ArrayList<>(rates)) {
                if (raise(rate)) {
                    return;
                }
                forget(rate);
            }
        }
    }

    /// A good frame of this conversation came.
    void heard() {
        heardNanos = System.nanoTime();
    }

    /// A request was carried out.
    void answered(RequestKind kind) {
        if (RESETS.contains(kind) && isRaised()) {
            lower();
        }
    }

    /// Nothing came for so long that the charger is back at the usual rate, or the line does not carry the raised one.
    void silence() {
        if (isRaised()) {
            forget(baud);
            lower();
        }
    }

    /// The port was opened anew.
    void reopened() {
        baud = USUAL_BAUD;
    }

    private boolean isRaised() {
        return baud != USUAL_BAUD;
    }

    /// 1.3: true when a hello was answered at the new rate.
    private boolean raise(int rate) throws LinkException {
        var wish = Request.newBuilder().setSetSpeed(SetSpeedRequest.newBuilder().setBaud(rate));
        try {
            conversation.ask(RequestKind.SET_SPEED, wish);
        } catch (ChargerRefused e) {
            return false;
        }
        heard();
        if (conversation.line().setBaud(rate)) {
            baud = rate;
            if (conversation.askOnce(RequestKind.HELLO, Restart.request()).isPresent()) {
                return true;
            }
        }
        lower();
        pause(overNanos() - silentNanos());
        return false;
    }

    private void lower() {
        baud = USUAL_BAUD;
        conversation.line().setBaud(USUAL_BAUD);
    }

    private void forget(int rate) {
        failed.add(rate);
        offered(rates);
    }

    private long silentNanos() {
        return System.nanoTime() - heardNanos;
    }

    /// So long after its last answer the charger surely has the raised rate: a frame of 4 KiB takes 178 ms at 230,400
    /// baud.
    private long keptNanos() {
        return conversation.times().speedLease().toNanos() * 2 / 3;
    }

    /// So long after its last answer it surely has not.
    private long overNanos() {
        return conversation.times().speedLease().toNanos() * 5 / 4;
    }

    private void pause(long nanos) throws LinkException {
        try {
            if (nanos > 0) {
                Thread.sleep(Duration.ofNanos(nanos));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            conversation.close();
            throw conversation.closedByStation(e);
        }
    }
}
