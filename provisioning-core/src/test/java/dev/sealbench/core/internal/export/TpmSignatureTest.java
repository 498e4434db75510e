package dev.sealbench.core.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpmSignatureTest {

    @Test
    void smallAndNegativeLookingNumbersBecomeMinimalDer() throws Exception {
        // X.690 8.3: 0x80 needs a leading zero octet, 0x0001 loses one
        assertThat(TpmSignature.toDer(HexFormat.of().parseHex("0018000b0001800002" + "0001")))
                .hasValueSatisfying(
                        der -> assertThat(der).isEqualTo(HexFormat.of().parseHex("300702020080020101")));
    }

    @ParameterizedTest
    @CsvSource({
        "0014000b000101000101, another algorithm: RSASSA",
        "0018000c000101000101, another hash: SHA-384",
        "0018000b0000000101, an empty number",
        "0018000b00010100010100, an octet too many",
        "0018000b0001010002ff, shorter than it says",
        "0018000b0001, cut off",
        "0018, cut off early",
        "0018000bffff, a negative size"
    })
    void whatIsNotEcdsaP256IsRefused(String hex, String why) throws Exception {
        assertThat(TpmSignature.toDer(HexFormat.of().parseHex(hex))).as(why).isEmpty();
    }
}
