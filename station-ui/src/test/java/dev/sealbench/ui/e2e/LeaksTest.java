package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.e2e.UnitSecrets.Named;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The searcher finds what it is there for, and only that.
class LeaksTest {

    private static final byte[] SECRET = "K7WDFX3N9RPCTH46".getBytes(StandardCharsets.US_ASCII);

    private final Leaks leaks = new Leaks(List.of(new Named("PUK", SECRET)));

    @Test
    void everyFormIsFoundAtTheStartInTheMiddleAndAtTheEnd() {
        Leaks.forms(SECRET).forEach((form, octets) -> {
            for (int before : new int[] {0, 1, 4_095}) {
                var haystack = Arrays.copyOf(new byte[before], before + octets.length);
                System.arraycopy(octets, 0, haystack, before, octets.length);
                assertThat(leaks.in(haystack)).as(form).contains("PUK, " + form + ", at " + before);
            }
        });
    }

    @Test
    void base64OfARecordThatHoldsTheSecretIsFound() {
        for (int before = 0; before < 6; before++) {
            var record = ("x".repeat(before) + new String(SECRET, StandardCharsets.US_ASCII) + "tail")
                    .getBytes(StandardCharsets.US_ASCII);
            assertThat(leaks.in(Base64.getEncoder().encode(record)))
                    .as("%d before", before)
                    .isNotEmpty();
        }
    }

    @Test
    void aSecretWithOneOtherOctetIsNotFound() {
        var other = SECRET.clone();
        other[15] ^= 1;
        assertThat(leaks.in(other)).isEmpty();
        assertThat(leaks.in(Arrays.copyOf(SECRET, 15))).isEmpty();
        assertThat(leaks.in(new byte[0])).isEmpty();
    }
}
