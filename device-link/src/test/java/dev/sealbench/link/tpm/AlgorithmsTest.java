package dev.sealbench.link.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.testkit.Vectors;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlgorithmsTest {

    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> theKeyDerivationsAgreeWithOpenssl() throws Exception {
        var rows = Vectors.rows("vectors/kdf-tpm.txt");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(10);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.get(6), () -> {
                    byte[] key = octets(row.get(1));
                    byte[] u = octets(row.get(3));
                    byte[] v = octets(row.get(4));
                    boolean aesKey = row.get(5).length() == 32;
                    byte[] derived = switch (row.get(0)) {
                        case "KDFa" ->
                            aesKey
                                    ? Provisioning.kdfa128(key, row.get(2), u, v)
                                    : Algorithms.kdfa(key, row.get(2), u, v);
                        case "KDFe" -> Algorithms.kdfe(key, row.get(2), u, v);
                        default -> throw new AssertionError(row);
                    };
                    assertThat(HEX.formatHex(derived)).isEqualTo(row.get(5));
                }));
    }

    /// SP 800-38A, F.3.13.
    @Test
    void cfbIsThatOfTheStandard() {
        byte[] keyAndIv = HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c" + "000102030405060708090a0b0c0d0e0f");
        byte[] data = HEX.parseHex("ffff" + "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51" + "ee");
        Algorithms.encryptCfb(keyAndIv, data, 2, 34);
        assertThat(HEX.formatHex(data))
                .isEqualTo("ffff" + "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b" + "ee");
    }

    @Test
    void trailingZerosOfAnAuthValueAreDropped() {
        assertThat(AuthValues.stripped(HEX.parseHex("0001000000"))).isEqualTo(HEX.parseHex("0001"));
        assertThat(AuthValues.stripped(HEX.parseHex("0000"))).isEmpty();
        assertThat(AuthValues.stripped(null)).isEmpty();
    }

    private static byte[] octets(String hex) {
        return hex.equals("-") ? new byte[0] : HEX.parseHex(hex);
    }
}
