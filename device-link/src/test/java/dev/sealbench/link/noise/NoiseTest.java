package dev.sealbench.link.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A few cases of [NoiseCampaign]: one of each rate, with cables that hold and that come out.
class NoiseTest {

    private static final Path PROGRAM = Path.of("..", "charger-firmware", "build", "pipe-charger");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aBurnOverABadLineCompletesOrSaysSo(long seed) throws Exception {
        var one = NoiseCase.drawn(seed);
        assertThat(new NoiseCampaign(PROGRAM).play(one)).as(one.toString()).isEmpty();
    }

    @Test
    void theNoiseIsAsStrongAsItSaysAndTheSameEachTime() {
        var octets = new byte[1_000_000];
        byte[] once = new Noise(7, 1e-3).passed(octets, octets.length);
        assertThat(new Noise(7, 1e-3).passed(octets, octets.length)).isEqualTo(once);
        int inserted = 0;
        for (byte octet : once) {
            inserted += octet == 0 ? 0 : 1;
        }
        // a quarter of the accidents flips a bit, a quarter puts another octet in
        assertThat(inserted).isBetween(400, 600);
        assertThat(new Noise(7, 0).passed(octets, octets.length)).isEqualTo(octets);
    }
}
