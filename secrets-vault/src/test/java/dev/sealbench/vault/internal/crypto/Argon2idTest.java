package dev.sealbench.vault.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Argon2idTest {

    @Test
    void itIsTheArgon2idOfTheRfc() {
        // RFC 9106, 5.3: 32 KiB, 3 passes, 4 lanes; password, salt, secret and associated data of repeated octets
        var derived = Argon2id.derive(
                repeated(1, 32), repeated(2, 16), repeated(3, 8), repeated(4, 12), new Argon2id.Cost(32, 3, 4), 32);

        assertThat(HexFormat.of().formatHex(derived))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @Test
    void anotherPurposeIsAnotherKey() {
        var cost = new Argon2id.Cost(32, 3, 1);
        var one = Argon2id.derive(repeated(1, 12), repeated(2, 16), new byte[] {1}, cost, 32);
        var other = Argon2id.derive(repeated(1, 12), repeated(2, 16), new byte[] {2}, cost, 32);

        assertThat(one).isNotEqualTo(other);
    }

    private static byte[] repeated(int octet, int count) {
        var octets = new byte[count];
        Arrays.fill(octets, (byte) octet);
        return octets;
    }
}
