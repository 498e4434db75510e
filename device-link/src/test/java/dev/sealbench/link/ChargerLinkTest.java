package dev.sealbench.link;

import static dev.sealbench.link.testkit.QuickTimes.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.google.protobuf.ByteString;
import dev.sealbench.link.LinkException.ChargerSilent;
import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.testkit.FakeCharger;
import dev.sealbench.link.testkit.FakeLine;
import dev.sealbench.link.testkit.FakeLine.Weather;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.HelloResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Requests, the port, and what happens when it goes away.
class ChargerLinkTest {

    private static final Duration RESTART = Duration.ofSeconds(10);

    /// Asks hello again only when it is told to.
    private static final LinkTimes PATIENT = new LinkTimes(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMillis(900),
            Duration.ofSeconds(1));

    @Test
    void helloSaysWhoIsThere() throws Exception {
        try (var line = FakeLine.fine(new FakeCharger());
                var link = ChargerLink.open(line.address(), QUICK)) {
            var hello = link.hello();
            assertThat(hello.lifecycle()).isEqualTo(Lifecycle.BLANK);
            assertThat(hello.program()).isEqualTo(Program.BOOT_ROM);
            assertThat(hello.notBootedReason()).isEqualTo(Status.BLANK);
            assertThat(hello.board()).isEqualTo("virt-charger");
            assertThat(hello.boardId()).hasSize(16);
            assertThat(hello.lastMailboxStatus()).isNull();
            assertThat(hello.limits().windowBytes()).isEqualTo(64 << 10);
        }
    }

    @Test
    void everyRequestReachesTheCharger() throws Exception {
        var charger = new FakeCharger();
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            var command = new byte[1024];
            Arrays.fill(command, (byte) 9);
            assertThat(link.tpmExchange(command)).isEqualTo(command);
            assertThat(link.activate(new byte[72], new byte[70])).hasSize(32);
            assertThat(link.prepareOrder()).hasSize(32);
            link.resetTpm();
            var ack = link.applyOrder(envelope(3_580));
            assertThat(ack.orderDigest()).hasSize(32);
            assertThat(ack.trialId()).hasSize(16);
            var nonce = new byte[32];
            nonce[5] = 5;
            assertThat(link.attest(nonce).getBody().toByteArray()).isEqualTo(nonce);
            link.confirm(envelope(10));
            link.revert(envelope(10));
            link.reboot();
            assertThat(charger.executed()).hasSize(9);
            assertThat(link.statistics().requests()).isEqualTo(9);
            assertThat(link.statistics().chargerMicros()).isEqualTo(9 * 7);
        }
    }

    @Test
    void whatIsTooLongNeverLeaves() throws Exception {
        var charger = new FakeCharger();
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatIllegalArgumentException().isThrownBy(() -> link.tpmExchange(new byte[1025]));
            assertThatIllegalArgumentException().isThrownBy(() -> link.tpmExchange(new byte[9]));
            assertThatIllegalArgumentException().isThrownBy(() -> link.activate(new byte[161], new byte[70]));
            assertThatIllegalArgumentException().isThrownBy(() -> link.attest(new byte[31]));
            assertThatIllegalArgumentException().isThrownBy(() -> link.applyOrder(envelope(3_585)));
        }
        assertThat(charger.executed()).isEmpty();
    }

    @Test
    void aPortThatIsNotThereIsAbsent() throws Exception {
        var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = free.getLocalPort();
        free.close();
        assertThatExceptionOfType(PortUnavailable.class)
                .isThrownBy(() -> ChargerLink.open(new PortAddress.TcpServer("127.0.0.1", port), QUICK))
                .matches(e -> e.reason() == PortUnavailable.Reason.ABSENT)
                .withMessageContaining("tcp:127.0.0.1:" + port);
        assertThatExceptionOfType(PortUnavailable.class)
                .isThrownBy(() -> ChargerLink.open(PortAddress.parse("/dev/no-such-port"), QUICK))
                .matches(e -> e.reason() == PortUnavailable.Reason.ABSENT);
        assertThatExceptionOfType(PortUnavailable.class)
                .isThrownBy(() -> ChargerLink.open(PortAddress.parse("/dev/null"), QUICK))
                .matches(e -> e.reason() == PortUnavailable.Reason.ABSENT);
    }

    @Test
    void aPortThatGoesAwayIsGone() throws Exception {
        Weather cut = (frame, onwards) -> {
            throw new IOException("pulled out");
        };
        try (var line = new FakeLine(new FakeCharger(), cut, Weather.FINE);
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(link::hello)
                    .matches(e -> e.reason() == PortUnavailable.Reason.GONE);
            assertThatExceptionOfType(PortUnavailable.class).isThrownBy(link::hello);
        }
    }

    @Test
    void awaitingHelloSurvivesSilenceAndAPortThatGoesAway() throws Exception {
        var asked = new AtomicInteger();
        Weather restarting = (frame, onwards) -> {
            int count = asked.incrementAndGet();
            if (count == 3) {
                throw new IOException("adapter restarts with the charger");
            }
            if (count > 6) {
                onwards.accept(frame);
            }
        };
        try (var line = new FakeLine(new FakeCharger(), restarting, Weather.FINE);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThat(link.awaitHello(RESTART).lifecycle()).isEqualTo(Lifecycle.BLANK);
        }
    }

    @Test
    void aChargerThatSaysItIsReadyIsAskedAtOnce() throws Exception {
        try (var restart = new RestartingLine(FakeCharger.hello().setBootUs(3));
                var link = ChargerLink.open(restart.line.address(), PATIENT)) {
            assertTimeout(PATIENT.helloInterval().dividedBy(2), () -> link.awaitHello(RESTART));
            assertThat(restart.asked).hasValue(2);
            assertThat(link.statistics().chargerMicros()).as("boot, hello").isEqualTo(3 + 7);
        }
    }

    @Test
    void aBootCountsNoLongerThanItWasWaitedFor() throws Exception {
        try (var restart = new RestartingLine(FakeCharger.hello().setBootUs(-1));
                var link = ChargerLink.open(restart.line.address(), PATIENT)) {
            link.awaitHello(RESTART);
            assertThat(link.statistics().chargerMicros()).isEqualTo(7);
        }
        try (var restart = new RestartingLine(FakeCharger.hello().setBootUs(Long.MAX_VALUE));
                var link = ChargerLink.open(restart.line.address(), PATIENT)) {
            long started = System.nanoTime();
            link.awaitHello(RESTART);
            assertThat(link.statistics().chargerMicros()).isBetween(8L, (System.nanoTime() - started) / 1_000 + 7);
        }
    }

    @Test
    void theBootOfAChargerThatDidNotRestartIsLongPast() throws Exception {
        var booted = new FakeCharger()
                .bending(answer -> answer.toBuilder()
                        .setHello(FakeCharger.hello().setBootUs(1))
                        .build());
        try (var line = FakeLine.fine(booted);
                var link = ChargerLink.open(line.address(), PATIENT)) {
            link.awaitHello(RESTART);
            assertThat(link.statistics().chargerMicros()).isEqualTo(7);
        }
    }

    @Test
    void aHelloSlowerThanTheIntervalCounts() throws Exception {
        Weather slow = (frame, onwards) -> {
            LockSupport.parkNanos(QUICK.helloInterval().toNanos() * 2);
            onwards.accept(frame);
        };
        try (var line = new FakeLine(new FakeCharger(), Weather.FINE, slow);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThat(link.awaitHello(RESTART).lifecycle()).isEqualTo(Lifecycle.BLANK);
        }
    }

    @Test
    void aPortThatStaysAwayIsReported() throws Exception {
        var line = FakeLine.fine(new FakeCharger());
        try (var link = ChargerLink.open(line.address(), QUICK)) {
            link.hello();
            line.close();
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(() -> link.awaitHello(Duration.ofMillis(300)))
                    .matches(e -> e.reason() == PortUnavailable.Reason.ABSENT);
        }
    }

    @Test
    void awaitingHelloEnds() throws Exception {
        try (var line = new FakeLine(new FakeCharger(), (frame, onwards) -> {}, Weather.FINE);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerSilent.class).isThrownBy(() -> link.awaitHello(Duration.ofMillis(300)));
        }
    }

    @Test
    void closingFromAnotherThreadFreesTheOwner() throws Exception {
        var asked = new CountDownLatch(1);
        try (var line = new FakeLine(new FakeCharger(), (frame, onwards) -> asked.countDown(), Weather.FINE)) {
            var link = ChargerLink.open(line.address(), LinkTimes.standard());
            Thread.ofPlatform().start(() -> {
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                link.close();
            });
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(() -> link.attest(new byte[32]))
                    .matches(e -> e.reason() == PortUnavailable.Reason.CLOSED);
        }
    }

    @Test
    void interruptingTheOwnerClosesTheLink() throws Exception {
        try (var line = new FakeLine(new FakeCharger(), (frame, onwards) -> {}, Weather.FINE);
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(link::hello)
                    .matches(e -> e.reason() == PortUnavailable.Reason.CLOSED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /// Loses the first hello in a restart, then says that the charger is ready.
    private static final class RestartingLine implements AutoCloseable {

        private final AtomicInteger asked = new AtomicInteger();
        private final FakeLine line;

        RestartingLine(HelloResponse.Builder hello) throws IOException {
            var charger = new FakeCharger()
                    .bending(answer -> answer.toBuilder().setHello(hello).build());
            this.line = new FakeLine(charger, this::pass, Weather.FINE);
        }

        private void pass(byte[] frame, Consumer<byte[]> onwards) throws IOException {
            if (frame.length == 1) {
                return; // an extra delimiter
            }
            if (asked.incrementAndGet() > 1) {
                onwards.accept(frame);
            } else {
                line.say(FakeCharger.ready());
            }
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }

    /// An envelope of exactly this serialised size.
    private static Envelope envelope(int bytes) {
        var envelope = Envelope.newBuilder()
                .setPayload(ByteString.copyFrom(new byte[bytes]))
                .build();
        int overhead = envelope.getSerializedSize() - bytes;
        return envelope.toBuilder()
                .setPayload(ByteString.copyFrom(new byte[bytes - overhead]))
                .build();
    }
}
