package dev.sealbench.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.testkit.FakeCharger;
import dev.sealbench.link.testkit.FakeLine;
import dev.sealbench.link.testkit.FakeWire;
import dev.sealbench.link.wire.Request;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md 1.3 to 1.5, over a wire whose two ends hear garbage while their rates differ.
class SpeedTest {

    /// A lease that no scheduling hiccup outlasts.
    private static final LinkTimes TIMES = new LinkTimes(
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofMillis(400),
            Duration.ofMillis(400));

    private static final byte[] COMMAND = {(byte) 0x80, 1, 0, 0, 0, 10, 0, 0, 1, 0x7b};
    private static final byte[] IMAGE = image();

    private final FakeCharger charger = new FakeCharger().withSpeeds(TIMES.speedLease(), 230_400, 921_600);

    @Test
    void whatCarriesMuchTravelsAtTheHighestRateThatBothHave() throws Exception {
        var wire = new FakeWire(charger, _ -> true);
        try (var link = link(wire)) {
            link.hello();
            assertThat(link.baud()).isEqualTo(115_200);
            link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(IMAGE), BurnProgress.SILENT);
            assertThat(link.baud()).isEqualTo(921_600);
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
        assertThat(wire.ratesSet()).containsExactly(921_600);
    }

    @Test
    void aRateThatTheLineDoesNotCarryIsGivenUpAndTheUnitPasses() throws Exception {
        var wire = new FakeWire(charger, baud -> baud <= 230_400);
        try (var link = link(wire)) {
            link.hello();
            link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(IMAGE), BurnProgress.SILENT);
            assertThat(link.baud()).isEqualTo(230_400);
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
        assertThat(asked()).containsExactly(921_600, 230_400);
    }

    @Test
    void aLineThatCarriesOnlyTheUsualRateIsUsedAtIt() throws Exception {
        var wire = new FakeWire(charger, baud -> baud == 115_200);
        try (var link = link(wire)) {
            link.hello();
            link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(IMAGE), BurnProgress.SILENT);
            link.tpmExchange(COMMAND);
            assertThat(link.baud()).isEqualTo(115_200);
        }
        assertThat(charger.flash()).isEqualTo(IMAGE);
        assertThat(asked()).as("each rate is tried once").containsExactly(921_600, 230_400);
    }

    @Test
    void aPauseEndsTheRaisedRateOnBothSides() throws Exception {
        var wire = new FakeWire(charger, _ -> true);
        try (var link = link(wire)) {
            link.hello();
            link.tpmExchange(COMMAND);
            assertThat(link.baud()).isEqualTo(921_600);
            Thread.sleep(TIMES.speedLease().multipliedBy(2));
            link.prepareOrder();
            assertThat(link.baud()).isEqualTo(115_200);
            assertThat(link.statistics().resentRequests()).isZero();
            link.tpmExchange(COMMAND);
            assertThat(link.baud()).isEqualTo(921_600);
        }
    }

    @Test
    void aChargerThatResetsWhileRaisedIsFoundAtTheUsualRate() throws Exception {
        var wire = new FakeWire(charger, _ -> true);
        try (var link = link(wire)) {
            link.hello();
            link.tpmExchange(COMMAND);
            charger.reset();
            assertThat(link.hello().lifecycle()).isEqualTo(Lifecycle.BLANK);
            assertThat(link.baud()).isEqualTo(115_200);
        }
    }

    @Test
    void aBurnDuringWhichTheChargerFallsBackGoesOnAtTheUsualRate() throws Exception {
        var wire = new FakeWire(charger, _ -> true);
        var once = new AtomicBoolean(true);
        try (var link = link(wire)) {
            link.hello();
            link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(IMAGE), (done, total) -> {
                if (done > total / 2 && once.getAndSet(false)) {
                    charger.loseSpeed();
                }
            });
            assertThat(link.baud()).isEqualTo(115_200);
        }
        assertThat(once).isFalse();
        assertThat(charger.flash()).isEqualTo(IMAGE);
    }

    @Test
    void aRequestThatResetsIsTheLastOneAtTheRaisedRate() throws Exception {
        var wire = new FakeWire(charger, _ -> true);
        try (var link = link(wire)) {
            link.hello();
            link.tpmExchange(COMMAND);
            link.reboot();
            charger.reset();
            assertThat(link.baud()).isEqualTo(115_200);
            link.hello();
            assertThat(link.statistics().resentRequests()).isZero();
        }
    }

    @Test
    void aPortThatHasNoRateIsLeftAlone() throws Exception {
        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), TIMES)) {
            link.hello();
            link.tpmExchange(COMMAND);
        }
        assertThat(asked()).isEmpty();
    }

    private Integer[] asked() {
        return charger.executed().stream()
                .filter(Request::hasSetSpeed)
                .map(request -> request.getSetSpeed().getBaud())
                .toArray(Integer[]::new);
    }

    private static ChargerLink link(FakeWire wire) throws LinkException {
        return new ChargerLink(wire.talk(TIMES));
    }

    private static byte[] image() {
        var octets = new byte[200_000];
        new Random(3).nextBytes(octets);
        return octets;
    }
}
