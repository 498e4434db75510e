package dev.sealbench.vault.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.vault.internal.random.StreamRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

class AesGcmTest {

    private static final byte[] KEY = new byte[32];
    private static final byte[] ASSOCIATED = "context".getBytes(US_ASCII);

    /// McGrew and Viega, "The Galois/Counter Mode of Operation", test case 14: zero key, zero nonce, 16 zero octets.
    @Test
    void opensThePublishedTestCase() throws AEADBadTagException {
        var box = HexFormat.of()
                .parseHex("00".repeat(12) + "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919");
        assertThat(AesGcm.open(KEY, box, new byte[0])).isEqualTo(new byte[16]);
    }

    @Test
    void everyFlippedBitIsNoticed() throws AEADBadTagException {
        var plain = "secret".getBytes(US_ASCII);
        var box = AesGcm.seal(KEY, plain, ASSOCIATED, new StreamRandom("gcm"));
        assertThat(AesGcm.open(KEY, box, ASSOCIATED)).isEqualTo(plain);
        for (int bit = 0; bit < box.length * 8; bit++) {
            var changed = box.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> AesGcm.open(KEY, changed, ASSOCIATED)).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void anotherContextKeyOrLengthDoesNotOpen() {
        var box = AesGcm.seal(KEY, new byte[4], ASSOCIATED, new StreamRandom("gcm"));
        var otherKey = new byte[32];
        otherKey[31] = 1;
        assertThatThrownBy(() -> AesGcm.open(otherKey, box, ASSOCIATED)).isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> AesGcm.open(KEY, box, new byte[0])).isInstanceOf(AEADBadTagException.class);
        for (int length = 0; length < box.length; length++) {
            var cut = Arrays.copyOf(box, length);
            assertThatThrownBy(() -> AesGcm.open(KEY, cut, ASSOCIATED)).isInstanceOf(AEADBadTagException.class);
        }
        assertThatThrownBy(() -> AesGcm.open(new byte[16], box, ASSOCIATED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameContentTwiceGivesTwoBoxes() {
        var random = new StreamRandom("gcm");
        assertThat(AesGcm.seal(KEY, new byte[4], ASSOCIATED, random))
                .isNotEqualTo(AesGcm.seal(KEY, new byte[4], ASSOCIATED, random));
    }
}
