package dev.sealbench.vault.internal.random;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serial;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {

    /// The known answers of the credential design: one stream, in this order.
    @Test
    void drawsTheKnownAnswersFromOneStream() {
        try (var sampler = new Sampler(new StreamRandom("EOL-KAT-1"))) {
            assertThat(text(sampler, Alphabet.T24, 16)).isEqualTo("LV63R5CTN4C4MNW5");
            assertThat(text(sampler, Alphabet.DIGITS, 15)).isEqualTo("669188078022022");
            assertThat(text(sampler, Alphabet.T24, 20)).isEqualTo("83HLPLPVFNMXCV7DDCWW");
            assertThat(text(sampler, Alphabet.A56, 20)).isEqualTo("dTNCphHDVQtApX6QQznf");
            assertThat(text(sampler, Alphabet.T24, 6)).isEqualTo("HLXRTF");
        }
    }

    @Test
    void anotherStreamGivesOtherSymbols() {
        try (var sampler = new Sampler(new StreamRandom("EOL-KAT-2"))) {
            assertThat(text(sampler, Alphabet.T24, 16)).isNotEqualTo("LV63R5CTN4C4MNW5");
        }
    }

    /// Pearson's test over 24,000, 10,000 and 56,000 draws of a fixed stream; the bounds are chi-square quantiles at
    /// 0.999 for n - 1 degrees of freedom (49.73, 27.88, 93.17).
    @ParameterizedTest
    @CsvSource({"T24, 49.73", "DIGITS, 27.88", "A56, 93.17"})
    void noSymbolIsPreferred(Alphabet alphabet, double bound) {
        int expected = 1000;
        var counts = new int[128];
        try (var sampler = new Sampler(new StreamRandom("chi-square"))) {
            for (var symbol : sampler.draw(alphabet, expected * alphabet.size())) {
                counts[symbol]++;
            }
        }
        double statistic = 0;
        for (int octet = 0; octet < alphabet.size(); octet++) {
            double off = counts[alphabet.symbol(octet)] - expected;
            statistic += off * off / expected;
        }
        assertThat(Arrays.stream(counts).filter(count -> count > 0).count()).isEqualTo(alphabet.size());
        assertThat(statistic).isLessThan(bound);
    }

    @ParameterizedTest
    @CsvSource({"T24, 240", "DIGITS, 250", "A56, 224"})
    void octetsThatWouldPreferTheFirstSymbolsAreRejected(Alphabet alphabet, int firstRejected) {
        assertThat(alphabet.accepts(firstRejected - 1)).isTrue();
        assertThat(alphabet.accepts(firstRejected)).isFalse();
        assertThat(alphabet.accepts(255)).isFalse();
    }

    @Test
    void aSourceThatOnlyGivesRejectedOctetsIsRefused() {
        try (var sampler = new Sampler(new ConstantRandom(255))) {
            assertThatThrownBy(() -> sampler.draw(Alphabet.T24, 1)).isInstanceOf(SourceFailure.class);
        }
    }

    @Test
    void anAuthValueNeverEndsInZero() {
        try (var sampler = new Sampler(new StreamRandom("auth"))) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(sampler.drawAuthValue(32)[31]).isNotZero();
            }
        }
        try (var sampler = new Sampler(new ConstantRandom(0))) {
            assertThatThrownBy(() -> sampler.drawAuthValue(32)).isInstanceOf(SourceFailure.class);
        }
    }

    private static String text(Sampler sampler, Alphabet alphabet, int count) {
        return new String(sampler.draw(alphabet, count), US_ASCII);
    }

    private static final class ConstantRandom extends SecureRandom {

        @Serial
        private static final long serialVersionUID = 1L;

        private final byte octet;

        ConstantRandom(int octet) {
            this.octet = (byte) octet;
        }

        @Override
        public void nextBytes(byte[] octets) {
            Arrays.fill(octets, octet);
        }
    }
}
