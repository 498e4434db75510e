package dev.sealbench.vault.internal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class HealthTestTest {

    private static final BigDecimal ALPHA = BigDecimal.ONE.divide(BigDecimal.TWO.pow(40));

    @Test
    void fiveEqualSamplesPassAndSixDoNot() {
        var health = new HealthTest();
        assertThatCode(() -> health.accept(new byte[] {7, 7, 7, 7, 7, 8})).doesNotThrowAnyException();
        assertThatThrownBy(() -> health.accept(new byte[] {9, 9, 9, 9, 9, 9}))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("repetition");
    }

    @Test
    void aFailureIsForEver() {
        var health = new HealthTest();
        assertThatThrownBy(() -> health.accept(new byte[6])).isInstanceOf(SourceFailure.class);
        assertThatThrownBy(() -> health.accept(new byte[] {1, 2, 3})).isInstanceOf(SourceFailure.class);
    }

    @Test
    void anOctetThatComesTooOftenInAWindowIsNoticed() {
        var health = new HealthTest();
        assertThatCode(() -> health.accept(window(HealthTest.PROPORTION_CUTOFF - 1)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> health.accept(window(HealthTest.PROPORTION_CUTOFF)))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("proportion");
    }

    /// SP 800-90B, 4.4.1 and 4.4.2, computed again with exact numbers.
    @Test
    void theCutOffsAreThoseOfTheStandard() {
        assertThat(HealthTest.REPETITION_CUTOFF).isEqualTo(1 + 40 / 8);
        assertThat(HealthTest.PROPORTION_CUTOFF).isEqualTo(1 + criticalBinomial());
    }

    @Test
    void aStuckSourceDoesNotStart() {
        assertThatThrownBy(() -> TestedRandom.over(byte[]::new)).isInstanceOf(SourceFailure.class);
    }

    @Test
    void aSourceThatCountsInCirclesOfFewDoesNotStart() {
        IntFunction<byte[]> source = count -> {
            var octets = new byte[count];
            for (int i = 0; i < count; i++) {
                octets[i] = (byte) (i % 16);
            }
            return octets;
        };
        assertThatThrownBy(() -> TestedRandom.over(source)).isInstanceOf(SourceFailure.class);
    }

    @Test
    void aSourceThatGetsStuckLaterStopsTheGenerator() {
        var good = new StreamRandom("good");
        var left = new AtomicInteger(2_000);
        var random = TestedRandom.over(count -> {
            var octets = new byte[count];
            if (left.addAndGet(-count) > 0) {
                good.nextBytes(octets);
            }
            return octets;
        });
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        random.nextBytes(new byte[32]);
                    }
                })
                .isInstanceOf(SourceFailure.class);
    }

    @Test
    void aSourceThatRunsDryDoesNotStart() {
        assertThatThrownBy(() -> TestedRandom.over(count -> new byte[count - 1]))
                .isInstanceOf(SourceFailure.class);
    }

    /// Prediction resistance: fresh entropy goes into each answer.
    @Test
    void eachAnswerTakesFreshEntropy() {
        var source = new StreamRandom("source");
        var taken = new AtomicInteger();
        var random = TestedRandom.over(count -> {
            var octets = new byte[count];
            source.nextBytes(octets);
            taken.addAndGet(count);
            return octets;
        });
        random.nextBytes(new byte[1]);
        int before = taken.get();
        random.nextBytes(new byte[1]);
        assertThat(taken.get() - before).isGreaterThanOrEqualTo(32);
    }

    @Test
    void theSystemsSourceIsHealthyAndDoesNotRepeat() {
        var first = new byte[32];
        var second = new byte[32];
        TestedRandom.system().nextBytes(first);
        TestedRandom.system().nextBytes(second);
        assertThat(first).isNotEqualTo(second);
    }

    /// One window: octet 0 the given number of times, spread out, the others each a few times.
    private static byte[] window(int zeros) {
        var samples = new byte[HealthTest.WINDOW_SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (1 + i % 200);
        }
        for (int i = 0; i < zeros; i++) {
            samples[3 * i] = 0;
        }
        return samples;
    }

    /// The smallest x with P(X > x) <= 2^-40 for X of Binomial(512, 1/256).
    private static int criticalBinomial() {
        int n = HealthTest.WINDOW_SAMPLES;
        var p = BigDecimal.ONE.divide(BigDecimal.valueOf(256));
        var q = BigDecimal.ONE.subtract(p);
        var tail = BigDecimal.ONE;
        for (int x = 0; ; x++) {
            var ways = new BigDecimal(choose(n, x));
            tail = tail.subtract(ways.multiply(p.pow(x)).multiply(q.pow(n - x)), new MathContext(2_000));
            if (tail.compareTo(ALPHA) <= 0) {
                return x;
            }
        }
    }

    private static BigInteger choose(int n, int k) {
        var ways = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }
}
