package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.PortAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A port at which nobody answers, looked at when a unit's run wants it. The bounds only end a test that hangs.
@Timeout(60)
class PortTurnTest {

    private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(10);

    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static PortTurn at(ServerSocket server) {
        return PortTurn.at(new PortAddress.TcpServer(server.getInetAddress().getHostAddress(), server.getLocalPort()));
    }

    private static Optional<Hello> look(PortTurn turn) throws LinkException {
        return turn.look(link -> link.awaitHello(LONGER_THAN_THE_TEST));
    }

    @Test
    void workBreaksOffTheLookThatGoesOnAndNoneBeginsBeforeItsEnd() throws Exception {
        try (var server = silent();
                var looker = Executors.newSingleThreadExecutor()) {
            var turn = at(server);
            var look = looker.submit(() -> look(turn));
            try (var connection = server.accept()) {
                assertThat(connection.getInputStream().read())
                        .as("hello was sent")
                        .isNotNegative();
                try (var _ = turn.work()) {
                    assertThat(look.get()).isEmpty();
                    assertThat(look(turn)).isEmpty();
                }
            }
        }
    }

    @Test
    void afterTheWorkAPortIsLookedAtAgain() throws Exception {
        var server = silent();
        var turn = at(server);
        server.close();
        try (var _ = turn.work()) {
            assertThat(look(turn)).isEmpty();
        }
        assertThatExceptionOfType(LinkException.PortUnavailable.class)
                .isThrownBy(() -> turn.look(ChargerLink::hello))
                .satisfies(gone -> assertThat(gone.reason()).isEqualTo(LinkException.PortUnavailable.Reason.ABSENT));
    }
}
