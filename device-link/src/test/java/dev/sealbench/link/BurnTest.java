package dev.sealbench.link;

import static dev.sealbench.link.testkit.QuickTimes.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.LinkException.ChargerSilent;
import dev.sealbench.link.testkit.FakeCharger;
import dev.sealbench.link.testkit.FakeFlash;
import dev.sealbench.link.testkit.FakeLine;
import dev.sealbench.link.testkit.FakeLine.Weather;
import dev.sealbench.link.testkit.NaiveFrames;
import dev.sealbench.link.testkit.Storm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurnTest {

    private static final int DATA_BYTES = 4_088;
    private static final byte[] IMAGE = octets(300_001);
    private static final BurnContent CONTENT = BurnContent.of(IMAGE);
    private static final int BLOCK_HEADER_BYTES = 6;
    private static final int PIECES = 19;

    @Test
    void whatIsBurnedIsWhatIsInFlash() throws Exception {
        var charger = new FakeCharger();
        var progress = new ArrayList<Integer>();
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            var result =
                    link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, (acknowledged, total) -> progress.add(acknowledged));
            assertThat(result.sha256())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(IMAGE));
            assertThat(result.unchanged()).isFalse();
            assertThat(result.streamBytes())
                    .as("random octets do not shrink: they are stored")
                    .isEqualTo(IMAGE.length + PIECES * BLOCK_HEADER_BYTES);
            assertThat(link.statistics().burnBytes() - result.resentBytes()).isEqualTo(result.streamBytes());
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
        assertThat(progress).isSorted().endsWith(IMAGE.length).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, DATA_BYTES - 1, DATA_BYTES, DATA_BYTES + 1, 2 * DATA_BYTES, 32 << 10})
    void everyLengthArrives(int length) throws Exception {
        var charger = new FakeCharger();
        byte[] content = octets(length);
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.DEVICE_KEY, BurnContent.of(content), BurnProgress.SILENT);
        }
        assertThat(charger.flash()).isEqualTo(content);
    }

    @Test
    void whatDoesNotFitNeverLeaves() throws Exception {
        var charger = new FakeCharger();
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            var tooLong = BurnContent.of(new byte[(32 << 10) + 1]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> link.burn(BurnTarget.CSMS_ROOTS, tooLong, BurnProgress.SILENT));
            assertThatIllegalArgumentException().isThrownBy(() -> BurnContent.of(new byte[0]));
            assertThatIllegalArgumentException().isThrownBy(() -> BurnContent.of(new byte[(4 << 20) + 1]));
        }
        assertThat(charger.executed()).isEmpty();
    }

    @Test
    void aSecondBurnOfTheSameSendsNothing() throws Exception {
        try (var line = FakeLine.fine(new FakeCharger());
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT);
            long before = link.statistics().burnBytes();
            var again = link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT);
            assertThat(again.unchanged()).isTrue();
            assertThat(link.statistics().burnBytes()).isEqualTo(before);
        }
    }

    @Test
    void onlyPiecesThatDifferTravel() throws Exception {
        var charger = new FakeCharger();
        byte[] next = IMAGE.clone();
        next[100_000] ^= 1;
        next[IMAGE.length - 1] ^= 1;
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT);
            var result = link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(next), BurnProgress.SILENT);
            assertThat(result.unchanged()).isFalse();
            assertThat(result.streamBytes())
                    .isEqualTo(
                            BurnContent.PIECE_BYTES + IMAGE.length % BurnContent.PIECE_BYTES + 2 * BLOCK_HEADER_BYTES);
        }
        assertThat(charger.flash()).isEqualTo(next);
    }

    @Test
    void whatShrinksTravelsPackedAndWhatIsErasedNotAtAll() throws Exception {
        var charger = new FakeCharger();
        var image = new byte[200_000];
        java.util.Arrays.fill(image, 50_000, 150_000, (byte) 0xff);
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            var result = link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(image), BurnProgress.SILENT);
            assertThat(result.streamBytes()).isLessThan(600);
        }
        assertThat(charger.flash()).isEqualTo(image);
    }

    @Test
    void moreThanOneFrameIsInFlight() throws Exception {
        var silentUntilTwo = new AtomicInteger();
        // the charger's first acknowledgement is lost: a station that waited for it would need a silence to go on
        Weather firstLost = (frame, onwards) -> {
            if (isAcknowledgement(frame) && silentUntilTwo.incrementAndGet() == 1) {
                return;
            }
            onwards.accept(frame);
        };
        try (var line = new FakeLine(new FakeCharger(), Weather.FINE, firstLost);
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            var result = link.burn(BurnTarget.DEVICE_KEY, BurnContent.of(octets(2 * DATA_BYTES)), BurnProgress.SILENT);
            assertThat(result.resentBytes())
                    .as("the second acknowledgement covers both")
                    .isZero();
        }
    }

    @Test
    void aLostDataFrameCostsAtMostOneWindow() throws Exception {
        var frames = new AtomicInteger();
        Weather tenthLost = (frame, onwards) -> {
            if (frame.length > DATA_BYTES && frames.incrementAndGet() == 10) {
                return;
            }
            onwards.accept(frame);
        };
        var charger = new FakeCharger();
        try (var line = new FakeLine(charger, tenthLost, Weather.FINE);
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            var result = link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT);
            assertThat(result.resentBytes()).isBetween(1L, (long) FakeFlash.WINDOW_BYTES);
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
    }

    @Test
    void lostAcknowledgementsAreMadeUpFor() throws Exception {
        var random = new Random(4);
        Weather halfLost = (frame, onwards) -> {
            if (!isAcknowledgement(frame) || random.nextBoolean()) {
                onwards.accept(frame);
            }
        };
        var charger = new FakeCharger();
        try (var line = new FakeLine(charger, Weather.FINE, halfLost);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT);
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
    }

    @Test
    void doubledAcknowledgementsDoNotDoubleTheBurn() throws Exception {
        Weather doubled = (frame, onwards) -> {
            onwards.accept(frame);
            onwards.accept(frame);
        };
        var charger = new FakeCharger();
        try (var line = new FakeLine(charger, Weather.FINE, doubled);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT);
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAStormTheImageStillArrives(long seed) throws Exception {
        var charger = new FakeCharger();
        try (var line = new FakeLine(charger, new Storm(seed, 8), new Storm(~seed, 8));
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT);
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
    }

    @Test
    void aChargerThatFallsSilentIsGivenUpAfterTwentySilences() throws Exception {
        Weather noAcknowledgements = (frame, onwards) -> {
            if (!isAcknowledgement(frame)) {
                onwards.accept(frame);
            }
        };
        try (var line = new FakeLine(new FakeCharger(), Weather.FINE, noAcknowledgements);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerSilent.class)
                    .isThrownBy(() -> link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT));
        }
    }

    @Test
    void aBrokenFlashEndsTheBurn() throws Exception {
        try (var line = FakeLine.fine(new FakeCharger().failingBurnAt(100_000));
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.hello();
            assertThatExceptionOfType(ChargerRefused.class)
                    .isThrownBy(() -> link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT))
                    .matches(e -> e.status() == Status.FLASH_FAILURE)
                    .matches(e -> e.lifecycle() == Lifecycle.BLANK);
        }
    }

    @Test
    void anAcknowledgementOfWhatWasNeverSentIsRefused() throws Exception {
        Weather boastful = (frame, onwards) -> onwards.accept(isAcknowledgement(frame) ? boast() : frame);
        try (var line = new FakeLine(new FakeCharger(), Weather.FINE, boastful);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerMisbehaved.class)
                    .isThrownBy(() -> link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT));
        }
    }

    @Test
    void aDigestOfSomethingElseIsRefused() throws Exception {
        var charger = new FakeCharger().bending(answer -> {
            if (!answer.hasBurnEnd()) {
                return answer;
            }
            var bent = answer.toBuilder();
            bent.getBurnEndBuilder().setSha256(ByteString.copyFrom(new byte[32]));
            return bent.build();
        });
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerMisbehaved.class)
                    .isThrownBy(() -> link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT));
        }
    }

    @Test
    void aListOfWantedPiecesOfAnotherLengthIsRefused() throws Exception {
        var charger = new FakeCharger().bending(answer -> {
            if (!answer.hasBurnBegin()) {
                return answer;
            }
            var bent = answer.toBuilder();
            bent.getBurnBeginBuilder().setWanted(ByteString.copyFrom(new byte[2]));
            return bent.build();
        });
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            assertThatExceptionOfType(ChargerMisbehaved.class)
                    .isThrownBy(() -> link.burn(BurnTarget.IMAGE_SLOT_A, CONTENT, BurnProgress.SILENT));
        }
    }

    private static boolean isAcknowledgement(byte[] frame) {
        return frame.length < 40 && NaiveFrames.unstuffed(java.util.Arrays.copyOf(frame, frame.length - 1))[0] == 0x11;
    }

    private static byte[] boast() {
        var payload = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        payload.putInt(1).putInt(200_000).putInt(FakeCharger.OK).putShort((short) 0);
        return NaiveFrames.encode(0x11, 0, 0, payload.array());
    }

    private static byte[] octets(int length) {
        var octets = new byte[length];
        new Random(length).nextBytes(octets);
        return octets;
    }
}
