package dev.sealbench.link.internal.talk;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.LinkException.ChargerSilent;
import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.LinkStatistics;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.RequestKind;
import dev.sealbench.link.Status;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.internal.line.Line;
import dev.sealbench.link.internal.line.Meter;
import dev.sealbench.link.internal.pipe.BytePipe;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Requests and their answers, one at a time (PROTOCOL.md 3 and 4).
///
/// One owner thread; `close` from any thread frees it.
public final class Conversation implements AutoCloseable {

    /// PROTOCOL.md 3.1: the same request at most three times in all.
    private static final int ATTEMPTS = 3;

    private final PortAddress address;
    private final Opening opening;
    private final LinkTimes times;
    private final Meter meter = new Meter();
    private final long sessionId;
    private int requestId;
    private final Speed speed = new Speed(this);
    private volatile Line line;
    private volatile boolean closed;

    /// Opens the pipe of a port.
    @FunctionalInterface
    public interface Opening {

        /// A fresh pipe at the usual rate.
        BytePipe open() throws PortUnavailable;
    }

    /// Opens the port. `random` draws the session id, which is no secret.
    public Conversation(PortAddress address, LinkTimes times, RandomGenerator random) throws LinkException {
        this(address, () -> Ports.open(address), times, random);
    }

    /// Over the pipes that `opening` gives; `address` names them.
    public Conversation(PortAddress address, Opening opening, LinkTimes times, RandomGenerator random)
            throws LinkException {
        this.address = address;
        this.opening = opening;
        this.times = times;
        this.sessionId = random.nextLong();
        this.line = openLine();
    }

    /// Asks and waits for the answer of this very request; repeats it after silence. The request's own session and
    /// request id are set here. The answer's status is OK and its body belongs to the request.
    public Response ask(RequestKind kind, Request.Builder request) throws LinkException {
        speed.prepare(kind);
        var response = answerOrSilence(kind, numbered(kind, request), ATTEMPTS);
        speed.answered(kind);
        return response;
    }

    /// As [#ask], for a request that [#sendAlong] sent and that was not answered.
    Response askAgain(RequestKind kind, Request sentAlong) throws LinkException {
        line.startAfresh();
        return answerOrSilence(kind, sentAlong, ATTEMPTS - 1);
    }

    /// One asking at the rate that the line has now; nothing after silence.
    Optional<Response> askOnce(RequestKind kind, Request.Builder request) throws LinkException {
        return exchange(kind, numbered(kind, request), 1);
    }

    private Response answerOrSilence(RequestKind kind, Request wanted, int attempts) throws LinkException {
        var response = exchange(kind, wanted, attempts);
        if (response.isEmpty()) {
            throw new ChargerSilent(kind, times.patience(kind).multipliedBy(attempts));
        }
        return response.get();
    }

    private Optional<Response> exchange(RequestKind kind, Request wanted, int attempts) throws LinkException {
        var patience = times.patience(kind);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            long sent = send(wanted, attempt);
            var response = awaitAnswer(wanted, new Wait(sent + patience.toNanos()));
            if (response.isPresent()) {
                return Optional.of(accepted(kind, wanted, response.get()));
            }
            speed.silence();
        }
        line.startAfresh();
        return Optional.empty();
    }

    /// Sends a request among burn data: not repeated, and nothing that waits is dropped for it.
    Request sendAlong(Request.Builder request) throws LinkException {
        var wanted = request.setSessionId(sessionId).setRequestId(++requestId).build();
        meter.request();
        send(wanted, 1);
        return wanted;
    }

    /// The answer to what was sent along, when `frame` is it; held to the same as that of [#ask].
    Optional<Response> answerIn(Frame frame, Request wanted, RequestKind kind) throws LinkException {
        if (frame.type() != FrameType.RESPONSE) {
            return Optional.empty();
        }
        var response = parse(frame);
        return answers(response, wanted) ? Optional.of(accepted(kind, wanted, response)) : Optional.empty();
    }

    /// An answer of a charger that may be restarting.
    ///
    /// @param restarted whether it began to serve while it was asked
    record Restarted(Response response, boolean restarted) {}

    /// As [#ask(RequestKind, Request.Builder)], again and again until `deadlineNanos`: after silence, or when the
    /// charger says that it is ready (PROTOCOL.md 3.2).
    Restarted askRestarting(RequestKind kind, Request.Builder request, long deadlineNanos) throws LinkException {
        speed.prepare(kind);
        long started = System.nanoTime();
        var wanted = numbered(kind, request);
        boolean restarted = false;
        for (int attempt = 1; attempt == 1 || deadlineNanos - System.nanoTime() > 0; attempt++) {
            long sent = send(wanted, attempt);
            var wait = new Wait(
                    Wait.earlier(deadlineNanos, sent + times.helloInterval().toNanos()));
            wait.endAtReady(sent + times.helloPause().toNanos());
            var response = awaitAnswer(wanted, wait);
            restarted |= wait.readySeen() || attempt > 1;
            if (response.isPresent()) {
                return new Restarted(accepted(kind, wanted, response.get()), restarted);
            }
            speed.silence();
        }
        line.startAfresh();
        throw new ChargerSilent(kind, Duration.ofNanos(System.nanoTime() - started));
    }

    private Request numbered(RequestKind kind, Request.Builder request) {
        var wanted = request.setSessionId(sessionId).setRequestId(++requestId).build();
        if (wanted.getSerializedSize() > Frame.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    kind + " of " + wanted.getSerializedSize() + " octets does not fit in a frame");
        }
        meter.request();
        line.beginRequest();
        return wanted;
    }

    /// Returns when it left, as `System.nanoTime()`.
    private long send(Request wanted, int attempt) throws LinkException {
        if (attempt > 1) {
            meter.resentRequest();
            line.startAfresh();
        }
        line.send(FrameType.REQUEST, ByteBuffer.wrap(wanted.toByteArray()));
        return System.nanoTime();
    }

    /// Closes the port and opens it again: a charger that restarts may come back as a new device.
    void reopen() throws LinkException {
        line.close();
        var fresh = openLine();
        line = fresh;
        speed.reopened();
        if (closed) {
            fresh.close(); // closed from another thread meanwhile
        }
    }

    boolean isClosed() {
        return closed;
    }

    PortUnavailable closedByStation(InterruptedException cause) {
        return new PortUnavailable(PortUnavailable.Reason.CLOSED, address, cause);
    }

    LinkTimes times() {
        return times;
    }

    Line line() {
        return line;
    }

    /// The rate of the line.
    public Speed speed() {
        return speed;
    }

    Meter meter() {
        return meter;
    }

    /// What travelled so far.
    public LinkStatistics statistics() {
        return meter.snapshot();
    }

    @Override
    public void close() {
        closed = true;
        line.close();
    }

    private Line openLine() throws LinkException {
        return new Line(opening.open(), address, times.writePatience(), meter);
    }

    private Optional<Response> awaitAnswer(Request wanted, Wait wait) throws LinkException {
        do {
            var frame = line.receive(wait.deadlineNanos());
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            switch (frame.get().type()) {
                case RESPONSE -> {
                    var response = parse(frame.get());
                    if (answers(response, wanted)) {
                        speed.heard();
                        return Optional.of(response);
                    }
                }
                case READY -> wait.ready();
                case REQUEST, BURN_DATA, BURN_ACK -> {
                    // ours, thrown back; or an acknowledgement of a burn that ended
                }
            }
        } while (!wait.isOver()); // a flood of frames does not make it longer
        return Optional.empty();
    }

    /// 8.2: late answers of other requests are ignored.
    private static boolean answers(Response response, Request wanted) {
        return response.getSessionId() == wanted.getSessionId() && response.getRequestId() == wanted.getRequestId();
    }

    private static Response parse(Frame frame) throws ChargerMisbehaved {
        try {
            return Response.parseFrom(frame.payload());
        } catch (InvalidProtocolBufferException e) {
            throw new ChargerMisbehaved("a response cannot be decoded", e);
        }
    }

    private Response accepted(RequestKind kind, Request wanted, Response response) throws LinkException {
        meter.chargerSpent(Math.max(0, response.getChargerUs()));
        var status = Values.status(response.getStatus());
        var lifecycle = lifecycleOf(response);
        if (status != Status.OK) {
            throw new ChargerRefused(status, lifecycle, kind);
        }
        // request and response number their bodies alike (charger_link.proto)
        if (response.getBodyCase().getNumber() != wanted.getBodyCase().getNumber()) {
            throw new ChargerMisbehaved("the answer to \"%s\" holds something else".formatted(kind));
        }
        return response;
    }

    static Lifecycle lifecycleOf(Response response) throws ChargerMisbehaved {
        return switch (response.getLifecycle()) {
            case LIFECYCLE_UNKNOWN -> Lifecycle.UNKNOWN;
            case LIFECYCLE_BLANK -> Lifecycle.BLANK;
            case LIFECYCLE_TRIAL -> Lifecycle.TRIAL;
            case LIFECYCLE_LOCKED -> Lifecycle.LOCKED;
            case UNRECOGNIZED -> throw new ChargerMisbehaved("it is in a state this station does not know");
        };
    }
}
