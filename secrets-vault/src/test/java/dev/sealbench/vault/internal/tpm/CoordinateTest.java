package dev.sealbench.vault.internal.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CoordinateTest {

    @Property(tries = 200)
    void leadingZerosAndTheTopBitSurvive(
            @ForAll @Size(32) byte[] octets, @ForAll @IntRange(max = 32) int leadingZeros) {
        Arrays.fill(octets, 0, leadingZeros, (byte) 0);
        assertThat(Coordinate.of(new BigInteger(1, octets))).isEqualTo(octets);
    }
}
