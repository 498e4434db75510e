package dev.sealbench.link;

import static dev.sealbench.link.testkit.QuickTimes.QUICK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.testkit.FakeCharger;
import dev.sealbench.link.testkit.FakeLine;
import dev.sealbench.link.testkit.FakeLine.Weather;
import dev.sealbench.link.testkit.NaiveFrames;
import dev.sealbench.link.wire.Request;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// When the station asks for the digest of flash (PROTOCOL.md 6.6).
class BurnEndingTest {

    @Test
    void theDigestIsAskedForBehindTheLastData() throws Exception {
        var charger = new FakeCharger();
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(octets(300_001)), BurnProgress.SILENT);
        }
        assertThat(charger.executed().stream().filter(Request::hasBurnEnd)).hasSize(1);
    }

    @Test
    void aDigestAskedForTooEarlyIsAskedForAgain() throws Exception {
        var frames = new AtomicInteger();
        Weather onlyDataFrameLost = (frame, onwards) -> {
            if (frame.length < 1_000 || frames.incrementAndGet() > 1) {
                onwards.accept(frame);
            }
        };
        var charger = new FakeCharger();
        byte[] content = octets(3_000);
        try (var line = new FakeLine(charger, onlyDataFrameLost, Weather.FINE);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.DEVICE_KEY, BurnContent.of(content), BurnProgress.SILENT);
        }
        assertThat(charger.flash()).isEqualTo(content);
        assertThat(charger.executed().stream().filter(Request::hasBurnEnd)).hasSize(2);
    }

    @Test
    void anEarlyDigestThatIsLostIsAskedForAgain() throws Exception {
        var answers = new AtomicInteger();
        Weather secondAnswerLost = (frame, onwards) -> {
            boolean answer = NaiveFrames.unstuffed(Arrays.copyOf(frame, frame.length - 1))[0] == 0x02;
            if (!answer || answers.incrementAndGet() != 2) {
                onwards.accept(frame);
            }
        };
        var charger = new FakeCharger();
        byte[] content = octets(3_000);
        try (var line = new FakeLine(charger, Weather.FINE, secondAnswerLost);
                var link = ChargerLink.open(line.address(), QUICK)) {
            link.burn(BurnTarget.DEVICE_KEY, BurnContent.of(content), BurnProgress.SILENT);
        }
        assertThat(answers).hasValue(3);
        assertThat(charger.executed().stream().filter(Request::hasBurnEnd))
                .as("it is repeated, not asked anew")
                .hasSize(1);
        assertThat(charger.flash()).isEqualTo(content);
    }

    private static byte[] octets(int length) {
        var octets = new byte[length];
        new Random(length).nextBytes(octets);
        return octets;
    }
}
