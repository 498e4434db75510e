package dev.sealbench.vault.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.vault.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KdfTest {

    /// A line of the vectors that the charger's tests read too: key, label, context, result, and why.
    record Vector(String key, String label, String context, String result, String why) {

        static Vector parse(String line) {
            var columns = line.split("\\|");
            var input = columns[0].strip().split(" +");
            return new Vector(input[0], input[1], input[2], columns[1].strip(), columns[2].strip());
        }
    }

    static Stream<Vector> vectors() throws IOException {
        return Files.readAllLines(ProjectRoot.file("device-link/protocol/vectors/kdf.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Vector::parse);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void derivesWhatTheVectorsSay(Vector vector) {
        assertThat(Kdf.derive(hex(vector.key), vector.label, hex(vector.context)))
                .as(vector.why)
                .isEqualTo(hex(vector.result));
    }

    /// From OpenSSL 3.0, so that this does not hang on one file: `openssl kdf -keylen 32 -kdfopt mac:HMAC -kdfopt
    /// digest:SHA256 -kdfopt hexkey:KEY -kdfopt salt:device -kdfopt hexinfo:CONTEXT KBKDF`.
    @Test
    void derivesWhatOpensslDerives() {
        assertThat(Kdf.derive(counting(32), "device", counting(82)))
                .isEqualTo(hex("45e8d1f83219fb1c68a19435eebb578f31d21a60019d7fa0071854970c4f4f98"));
    }

    /// The same with `-keylen 16`.
    @Test
    void kdfaOfHalfABlockHasItsLengthInTheInput() {
        var name = hex("000b" + "aa".repeat(32));
        assertThat(Kdf.kdfa(counting(32), "STORAGE", name, 128)).isEqualTo(hex("0415b32b6f43896a87e7b29be8f2ac14"));
        assertThatThrownBy(() -> Kdf.kdfa(counting(32), "STORAGE", name, 257))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] counting(int count) {
        var octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }

    private static byte[] hex(String digits) {
        return digits.equals("-") ? new byte[0] : HexFormat.of().parseHex(digits);
    }
}
