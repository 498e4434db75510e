package dev.sealbench.vault.internal.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StreamCorruptedException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

    private static final int ALL_SLOTS = ~0;

    @Test
    void encodesAsWritten() throws StreamCorruptedException {
        var ring = new KeyRing();
        ring.put(5, 1, new byte[] {9});
        ring.put(1, 2, new byte[] {7, 8});
        ring.put(1, 1, new byte[] {6});
        var encoded = ring.encode(ALL_SLOTS);
        assertThat(HexFormat.of().formatHex(encoded))
                .isEqualTo("0003" + "01" + "00000001" + "0001" + "06" + "01" + "00000002" + "0002" + "0708" + "05"
                        + "00000001" + "0001" + "09");
        assertThat(KeyRing.decode(encoded).encode(ALL_SLOTS)).isEqualTo(encoded);
        assertThat(ring.encode(1 << 5)).startsWith(0, 1, 5);
        assertThat(ring.newest(1)).hasValue(2);
        assertThat(ring.newest(3)).isEmpty();
        assertThat(ring.toString()).doesNotContain("[7, 8]");
    }

    @ParameterizedTest
    @CsvSource({
        "'', no count",
        "00, half a count",
        "0001, a key that is not there",
        "0001010000000100, half a length",
        "0001010000000100020a, a key cut short",
        "00010100000001000100ff, an octet too many",
        "000101000000000001aa, version 0",
        "0001010000000100" + "00, an empty key",
        "000201000000010001aa01000000010001bb, the same key twice",
        "000202000000010001aa01000000010001bb, keys out of order",
        "ffff, too many keys",
    })
    void refusesWhatIsNotAnEncoding(String encoded, String why) {
        assertThatThrownBy(() -> KeyRing.decode(HexFormat.of().parseHex(encoded)))
                .as(why)
                .isInstanceOf(StreamCorruptedException.class);
    }

    @Test
    void lendsAndWipes() {
        var owned = new byte[] {1, 2};
        var ring = new KeyRing();
        ring.put(1, 1, owned);
        assertThat(ring.<Integer>lend(1, 1, Arrays::hashCode)).isEqualTo(Arrays.hashCode(new byte[] {1, 2}));
        assertThatThrownBy(() -> ring.lend(1, 2, byte[]::clone)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> ring.put(1, 1, new byte[1])).isInstanceOf(IllegalStateException.class);
        ring.close();
        assertThat(owned).containsOnly(0);
    }
}
