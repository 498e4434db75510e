package dev.sealbench.vault.internal.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.vault.ProjectRoot;
import dev.sealbench.vault.internal.crypto.Kdf;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The TPM's two derivations against the vectors that all parts share.
class TpmKdfTest {

    /// function | key or z | label | context or party U | context or party V | result | why
    record Vector(String function, byte[] key, String label, byte[] u, byte[] v, byte[] result, String why) {

        static Vector parse(String line) {
            var columns = Arrays.stream(line.split("\\|", 7)).map(String::strip).toList();
            return new Vector(
                    columns.get(0),
                    hex(columns.get(1)),
                    columns.get(2),
                    hex(columns.get(3)),
                    hex(columns.get(4)),
                    hex(columns.get(5)),
                    columns.get(6));
        }

        @Override
        public String toString() {
            return function + " " + label + ": " + why;
        }
    }

    static Stream<Vector> vectors() throws IOException {
        return Files.readAllLines(ProjectRoot.file("device-link/protocol/vectors/kdf-tpm.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Vector::parse);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void derivesWhatTheVectorsSay(Vector vector) {
        var derived = switch (vector.function) {
            case "KDFa" -> Kdf.kdfa(vector.key, vector.label, Sized.concat(vector.u, vector.v), bits(vector.result));
            case "KDFe" -> SharedSeed.kdfe(vector.key, vector.label, vector.u, vector.v);
            default -> throw new AssertionError(vector.function);
        };
        assertThat(derived).isEqualTo(vector.result);
    }

    @Test
    void bothFunctionsHaveVectors() throws IOException {
        assertThat(vectors().map(Vector::function).distinct()).containsAll(List.of("KDFa", "KDFe"));
    }

    private static int bits(byte[] octets) {
        return octets.length * Byte.SIZE;
    }

    private static byte[] hex(String digits) {
        return digits.equals("-") ? new byte[0] : HexFormat.of().parseHex(digits);
    }
}
