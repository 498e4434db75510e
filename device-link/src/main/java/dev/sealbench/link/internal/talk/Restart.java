package dev.sealbench.link.internal.talk;

import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.RequestKind;
import dev.sealbench.link.wire.HelloRequest;
import dev.sealbench.link.wire.Request;
import java.time.Duration;

/// Says hello, also to a charger that is restarting (PROTOCOL.md 3.2).
public final class Restart {

    private final Conversation conversation;

    /// Over `conversation`.
    public Restart(Conversation conversation) {
        this.conversation = conversation;
    }

    /// One hello with the usual repetitions.
    public Hello hello() throws LinkException {
        return offered(HelloReader.read(conversation.ask(RequestKind.HELLO, request())));
    }

    /// Asks hello until the charger answers or `patience` is over (PROTOCOL.md 3.2). A port that goes away meanwhile is
    /// opened again: an adapter of the charger may restart with it.
    public Hello await(Duration patience) throws LinkException {
        long started = System.nanoTime();
        long deadline = started + patience.toNanos();
        while (true) {
            try {
                var answer = conversation.askRestarting(RequestKind.HELLO, request(), deadline);
                var hello = offered(HelloReader.read(answer.response()));
                if (answer.restarted()) {
                    count(hello, Duration.ofNanos(System.nanoTime() - started));
                }
                return hello;
            } catch (PortUnavailable e) {
                giveUpWhenOver(e, deadline);
                reopen(deadline);
            }
        }
    }

    /// The boot is the charger's own time, too, as far as it was waited for.
    private void count(Hello hello, Duration waited) {
        long waitedMicros = waited.toNanos() / 1_000;
        conversation.meter().chargerSpent(Math.clamp(hello.bootMicros(), 0, waitedMicros));
    }

    private void reopen(long deadline) throws LinkException {
        while (true) {
            pause();
            try {
                conversation.reopen();
                return;
            } catch (PortUnavailable e) {
                giveUpWhenOver(e, deadline);
            }
        }
    }

    private void giveUpWhenOver(PortUnavailable e, long deadline) throws PortUnavailable {
        boolean closed = conversation.isClosed() || e.reason() == PortUnavailable.Reason.CLOSED;
        if (closed || System.nanoTime() - deadline >= 0) {
            throw e;
        }
    }

    private void pause() throws PortUnavailable {
        try {
            Thread.sleep(conversation.times().helloInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            conversation.close();
            throw conversation.closedByStation(e);
        }
    }

    private Hello offered(Hello hello) {
        conversation.speed().offered(hello.limits().bauds());
        return hello;
    }

    static Request.Builder request() {
        return Request.newBuilder()
                .setHello(HelloRequest.newBuilder().setProtocolVersion(HelloReader.PROTOCOL_VERSION));
    }
}
