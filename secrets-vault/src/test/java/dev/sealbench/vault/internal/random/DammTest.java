package dev.sealbench.vault.internal.random;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DammTest {

    /// The example that is printed wherever the algorithm is described: 572 has the check digit 4.
    @Test
    void knownAnswer() {
        assertThat(Damm.checkDigit(ascii("572"))).isEqualTo((byte) '4');
        assertThat(Damm.holds(ascii("5724"))).isTrue();
        assertThat(Damm.holds(ascii("5727"))).isFalse();
        assertThat(Damm.holds(ascii("4"))).isFalse();
        assertThatThrownBy(() -> Damm.holds(ascii("57a4"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void eachWrongDigitIsFound(
            @ForAll @NumericChars @StringLength(15) String digits,
            @ForAll @IntRange(max = 15) int place,
            @ForAll @IntRange(min = 1, max = 9) int off) {
        var whole = withCheckDigit(digits);
        whole[place] = (byte) ('0' + (whole[place] - '0' + off) % 10);
        assertThat(Damm.holds(whole)).isFalse();
    }

    @Property(tries = 300)
    void eachSwapOfNeighboursIsFound(
            @ForAll @NumericChars @StringLength(15) String digits, @ForAll @IntRange(max = 14) int place) {
        var whole = withCheckDigit(digits);
        assertThat(Damm.holds(whole)).isTrue();
        var swapped = whole.clone();
        swapped[place] = whole[place + 1];
        swapped[place + 1] = whole[place];
        assertThat(Damm.holds(swapped)).isEqualTo(whole[place] == whole[place + 1]);
    }

    private static byte[] withCheckDigit(String digits) {
        return ascii(digits + (char) Damm.checkDigit(ascii(digits)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
