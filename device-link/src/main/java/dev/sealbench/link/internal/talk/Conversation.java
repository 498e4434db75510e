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
    private final LinkTimes times;
    private final Meter meter = new Meter();
    private final long sessionId;
    private int requestId;
    private volatile Line line;
    private volatile boolean closed;

    /// Opens the port. `random` draws the session id, which is no secret.
    public Conversation(PortAddress address, LinkTimes times, RandomGenerator random) throws LinkException {
        this.address = address;
        this.times = times;
        this.sessionId = random.nextLong();
        this.line = openLine();
    }

    /// Asks and waits for the answer of this very request; repeats it after silence. The request's own session and
    /// request id are set here. The answer's status is OK and its body belongs to the request.
    public Response ask(RequestKind kind, Request.Builder request) throws LinkException {
        return ask(kind, request, ATTEMPTS, times.patience(kind));
    }

    /// As [#ask(RequestKind, Request.Builder)], with other times.
    Response ask(RequestKind kind, Request.Builder request, int attempts, Duration patience) throws LinkException {
        var wanted = request.setSessionId(sessionId).setRequestId(++requestId).build();
        byte[] payload = wanted.toByteArray();
        if (payload.length > Frame.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(kind + " of " + payload.length + " octets does not fit in a frame");
        }
        meter.request();
        line.beginRequest();
        for (int attempt = 1; attempt <= attempts; attempt++) {
            if (attempt > 1) {
                meter.resentRequest();
                line.startAfresh();
            }
            line.send(FrameType.REQUEST, ByteBuffer.wrap(payload));
            var response = awaitAnswer(wanted, patience);
            if (response.isPresent()) {
                return accepted(kind, wanted, response.get());
            }
        }
        line.startAfresh();
        throw new ChargerSilent(kind, patience.multipliedBy(attempts));
    }

    /// Closes the port and opens it again: a charger that restarts may come back as a new device.
    void reopen() throws LinkException {
        line.close();
        var fresh = openLine();
        line = fresh;
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
        return new Line(Ports.open(address), address, times.writePatience(), meter);
    }

    private Optional<Response> awaitAnswer(Request wanted, Duration patience) throws LinkException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var frame = line.receive(deadline);
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            if (frame.get().type() != FrameType.RESPONSE) {
                continue; // an acknowledgement of a burn that ended
            }
            var response = parse(frame.get());
            // 8.2: late answers of other requests are ignored
            if (response.getSessionId() == wanted.getSessionId() && response.getRequestId() == wanted.getRequestId()) {
                return Optional.of(response);
            }
        }
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
