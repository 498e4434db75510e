package dev.sealbench.vault.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.vault.internal.random.StreamRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.junit.jupiter.api.Test;

class ShamirTest {

    @Property(tries = 100)
    void anyThresholdOfTheSharesJoin(
            @ForAll @Size(min = 1, max = 80) byte[] secret,
            @ForAll @IntRange(min = 2, max = 6) int threshold,
            @ForAll @IntRange(max = 4) int spare,
            @ForAll @IntRange(max = 9) int turn) {
        var points =
                new ArrayList<>(Shamir.split(secret, threshold, threshold + spare, new StreamRandom("shamir" + turn)));
        Collections.rotate(points, turn);
        assertThat(Shamir.join(points.subList(0, threshold))).isEqualTo(secret);
        assertThat(Shamir.join(points.subList(0, threshold - 1))).isNotEqualTo(secret);
    }

    /// Bouncy Castle's splitter over the same field, made by somebody else, gives points that join here.
    @Test
    void joinsWhatAnotherImplementationSplit() throws Exception {
        var splitter = ShamirSecretSplitter.getInstance(
                ShamirSecretSplitter.Algorithm.AES, 32, new StreamRandom("bouncy castle"));
        var split = splitter.split(3, 5);
        var shares = split.getSecretShares();
        var points = List.of(
                new Shamir.Point(5, shares[4].getEncoded()),
                new Shamir.Point(1, shares[0].getEncoded()),
                new Shamir.Point(3, shares[2].getEncoded()));
        assertThat(Shamir.join(points)).isEqualTo(split.getSecret());
    }

    @Test
    void senselessNumbersAreRefused() {
        var random = new StreamRandom("shamir");
        assertThatThrownBy(() -> Shamir.split(new byte[1], 1, 3, random)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shamir.split(new byte[1], 4, 3, random)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shamir.split(new byte[1], 2, 256, random))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
