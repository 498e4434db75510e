package dev.sealbench.link;

import static dev.sealbench.link.testkit.QuickTimes.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.protobuf.ByteString;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.LinkException.ChargerSilent;
import dev.sealbench.link.LinkException.LineUnusable;
import dev.sealbench.link.testkit.FakeCharger;
import dev.sealbench.link.testkit.FakeLine;
import dev.sealbench.link.testkit.FakeLine.Weather;
import dev.sealbench.link.testkit.Flood;
import dev.sealbench.link.testkit.NaiveFrames;
import dev.sealbench.link.testkit.Storm;
import dev.sealbench.link.wire.HelloResponse;
import dev.sealbench.link.wire.Response;
import dev.sealbench.link.wire.SlotInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines that lose, double, damage and flood, and chargers that break the protocol.
class HostileLineTest {

    @Test
    void aLostAnswerIsAskedForAgainAndTheRequestIsExecutedOnce() throws Exception {
        var charger = new FakeCharger();
        var answers = new AtomicInteger();
        Weather firstTwoLost = (frame, onwards) -> {
            if (answers.incrementAndGet() > 2) {
                onwards.accept(frame);
            }
        };
        try (var line = new FakeLine(charger, Weather.FINE, firstTwoLost);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.prepareOrder();
            assertThat(charger.executed()).hasSize(1);
            assertThat(link.statistics().resentRequests()).isEqualTo(2);
        }
    }

    @Test
    void aChargerThatNeverAnswersIsSilentAfterThreeTries() throws Exception {
        var asked = new AtomicInteger();
        Weather swallowed = (frame, onwards) -> {
            if (frame.length > 1) {
                asked.incrementAndGet(); // not the extra delimiters
            }
        };
        try (var line = new FakeLine(new FakeCharger(), swallowed, Weather.FINE);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerSilent.class)
                    .isThrownBy(link::prepareOrder)
                    .matches(e -> e.request() == RequestKind.PREPARE_ORDER)
                    .matches(e -> e.waited().equals(QUICK.longestWait().multipliedBy(3)))
                    .withMessageContaining("prepare order");
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void aLateAnswerIsNotTakenForTheNextOne() throws Exception {
        // the charger's line holds each answer back until the next one is due
        var held = new byte[1][];
        Weather oneLate = (frame, onwards) -> {
            byte[] due = held[0];
            held[0] = frame;
            if (due != null) {
                onwards.accept(due);
            }
        };
        try (var line = new FakeLine(new FakeCharger(), Weather.FINE, oneLate);
                var link = ChargerLink.open(line.address(), QUICK)) {
            byte[] first = command(1);
            byte[] second = command(2);
            assertThat(link.tpmExchange(first)).isEqualTo(first);
            assertThat(link.tpmExchange(second)).isEqualTo(second);
        }
    }

    @Test
    void doubledAnswersAndGarbageBetweenThemDoNotMatter() throws Exception {
        var garbage = new byte[5000];
        Arrays.fill(garbage, (byte) 0x55);
        Weather noisy = (frame, onwards) -> {
            onwards.accept(garbage);
            onwards.accept(new byte[] {0});
            onwards.accept(frame);
            onwards.accept(frame);
        };
        try (var line = new FakeLine(new FakeCharger(), Weather.FINE, noisy);
                var link = ChargerLink.open(line.address(), QUICK)) {
            for (int i = 0; i < 20; i++) {
                assertThat(link.tpmExchange(command(i))).isEqualTo(command(i));
            }
            assertThat(link.statistics().droppedFrames()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inAStormEachAnswerStillBelongsToItsRequest(long seed) throws Exception {
        var charger = new FakeCharger();
        try (var line = new FakeLine(charger, new Storm(seed, 15), new Storm(~seed, 15));
                var link = ChargerLink.open(line.address(), QUICK)) {
            int answered = 0;
            for (int i = 0; i < 25; i++) {
                try {
                    assertThat(link.tpmExchange(command(i))).isEqualTo(command(i));
                    answered++;
                } catch (ChargerSilent e) {
                    // three bad draws in a row: reported, not guessed
                }
            }
            assertThat(answered).isGreaterThan(12);
            assertThat(charger.executed()).as("repetitions are not executed").hasSizeLessThanOrEqualTo(25);
        }
    }

    @Test
    void aFloodOfGarbageMakesTheLineUnusable() throws Exception {
        var flood = new byte[200 << 10];
        Arrays.fill(flood, (byte) 0x55);
        try (var line = new FakeLine(new FakeCharger(), Weather.FINE, (frame, onwards) -> onwards.accept(flood));
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            assertThatExceptionOfType(LineUnusable.class).isThrownBy(link::prepareOrder);
        }
    }

    @Test
    void aFloodOfReadyFramesNeitherHastensNorHoldsAnything() throws Exception {
        var hellos = new AtomicInteger();
        try (var line = new FakeLine(
                        new FakeCharger(),
                        (frame, onwards) -> hellos.addAndGet(frame.length > 1 ? 1 : 0),
                        Weather.FINE);
                var link = ChargerLink.open(line.address(), QUICK);
                var flood = new Flood(line, FakeCharger.ready())) {
            var patience = QUICK.helloPause().multipliedBy(15);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                assertThatExceptionOfType(ChargerSilent.class).isThrownBy(() -> link.awaitHello(patience));
                assertThat(hellos.getAndSet(0))
                        .as("hellos, at most one each pause")
                        .isBetween(2, 16);
                assertThatExceptionOfType(ChargerSilent.class).isThrownBy(link::prepareOrder);
            });
            assertThat(hellos).hasValue(3);
            assertThat(flood.frames()).isGreaterThan(100_000);
        }
    }

    @Test
    void aFloodOfDelimitersIsGarbageToo() throws Exception {
        try (var line = new FakeLine(
                        new FakeCharger(), Weather.FINE, (frame, onwards) -> onwards.accept(new byte[200 << 10]));
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            assertThatExceptionOfType(LineUnusable.class).isThrownBy(link::prepareOrder);
        }
    }

    @Test
    void aFloodOfForeignAnswersEndsInSilence() throws Exception {
        var charger = new FakeCharger()
                .bending(answer -> answer.toBuilder().setSessionId(99).build());
        Weather manyTimes = (frame, onwards) -> {
            for (int i = 0; i < 3_000; i++) {
                onwards.accept(frame);
            }
        };
        try (var line = new FakeLine(charger, Weather.FINE, manyTimes);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerSilent.class).isThrownBy(link::hello);
        }
    }

    @Test
    void aFloodOfUselessAcknowledgementsEndsInSilence() throws Exception {
        var stale = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        stale.putInt(1).putInt(0).putInt(FakeCharger.OK);
        var burning = new CountDownLatch(1);
        Weather noData = (frame, onwards) -> {
            // of whatever length: frames shrink after each silence (second octet: type, behind COBS's own)
            if (frame.length > 2 && frame[1] == 0x10) {
                burning.countDown();
            } else {
                onwards.accept(frame);
            }
        };
        var random = new byte[3_500];
        new Random(1).nextBytes(random);
        try (var line = new FakeLine(new FakeCharger(), noData, Weather.FINE);
                var link = ChargerLink.open(line.address(), QUICK)) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    burning.await();
                    new Flood(line, NaiveFrames.encode(0x11, 0, 0, stale.array()));
                } catch (InterruptedException e) {
                    // the test is over
                }
            });
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThatExceptionOfType(ChargerSilent.class)
                            .isThrownBy(
                                    () -> link.burn(BurnTarget.DEVICE_KEY, BurnContent.of(random), BurnProgress.SILENT))
                            .matches(e -> e.request() == RequestKind.BURN_END));
            assertThat(link.statistics().framesIn()).as("a flood").isGreaterThan(1_000);
        }
    }

    @Test
    void aRefusalSaysWhyAndInWhichState() throws Exception {
        var charger = new FakeCharger()
                .bending(answer -> answer.toBuilder()
                        .setStatus(Status.WRONG_STATE.code())
                        .setLifecycle(dev.sealbench.link.wire.Lifecycle.LIFECYCLE_LOCKED)
                        .clearBody()
                        .build());
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerRefused.class)
                    .isThrownBy(link::resetTpm)
                    .matches(e -> e.status() == Status.WRONG_STATE)
                    .matches(e -> e.lifecycle() == Lifecycle.LOCKED)
                    .matches(e -> e.request() == RequestKind.RESET_TPM)
                    .withMessage("the charger (locked) refused \"reset TPM\": not allowed in this lifecycle state");
        }
    }

    static Stream<UnaryOperator<Response>> nonsense() {
        return Stream.of(
                answer -> answer.toBuilder().setStatus(0).build(),
                answer -> answer.toBuilder().setStatus(0x5a3d).build(),
                answer -> answer.toBuilder().setStatus(-1).build(),
                answer -> answer.toBuilder().clearBody().build(),
                answer -> answer.toBuilder().setLifecycleValue(17).build(),
                answer -> {
                    var other = answer.toBuilder();
                    other.getRebootBuilder();
                    return other.build();
                },
                hello(hello -> hello.setProtocolVersion(2)),
                hello(hello -> hello.setProgramValue(0)),
                hello(hello -> hello.setNotBootedReason(5)),
                hello(hello -> hello.setBoard("name\u0007")),
                hello(hello -> hello.setBoard("12345678901234567")),
                hello(hello -> hello.setSerial("x".repeat(3_000))),
                hello(hello -> hello.setBoardId(ByteString.copyFrom(new byte[15]))),
                hello(hello -> hello.setEkName(ByteString.copyFrom(new byte[33]))),
                hello(hello -> hello.setHardwareRevision(-1)),
                hello(hello -> hello.clearLimits()),
                hello(hello -> hello.setLimits(hello.getLimits().toBuilder().setWindowBytes(8191))),
                hello(hello -> hello.addSlots(SlotInfo.newBuilder().setSlot(2).setVerdict(0x5a3c))),
                hello(hello -> hello.addSlots(slot().toBuilder().setMarkValue(4))),
                hello(hello -> hello.addSlots(slot().toBuilder().setBootsLeft(-1))),
                hello(hello -> hello.addSlots(slot()).addSlots(slot()).addSlots(slot())));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void aHelloThatBreaksTheProtocolIsRefused(UnaryOperator<Response> bend) throws Exception {
        try (var line = FakeLine.fine(new FakeCharger().bending(bend));
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerMisbehaved.class).isThrownBy(link::hello);
        }
    }

    private static UnaryOperator<Response> hello(UnaryOperator<HelloResponse.Builder> bend) {
        return answer -> answer.toBuilder()
                .setHello(bend.apply(answer.getHello().toBuilder()))
                .build();
    }

    private static SlotInfo slot() {
        return SlotInfo.newBuilder().setVerdict(Status.NOT_CHECKED.code()).build();
    }

    private static byte[] command(int mark) {
        var command = new byte[20];
        command[11] = (byte) mark;
        return command;
    }
}
