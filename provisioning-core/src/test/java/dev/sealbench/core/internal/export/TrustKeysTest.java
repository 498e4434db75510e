package dev.sealbench.core.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustKeysTest {

    /// openssl ecparam -genkey -name prime256v1 | openssl ec -pubout
    private static final String EC = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERvttr2j2GeTSZCZGGyyOIVqWOt2D
            TDJ9JzQO1IVmc5NAvBXrbGdm3JPyoVp+rkmkRVAcW/8GkfQQ6dYppC6ajA==
            -----END PUBLIC KEY-----
            """;

    @TempDir
    Path folder;

    @Test
    void keysThatOpensslWroteAreReadInOrderWithTextAround() throws Exception {
        var keys = TrustKeys.read(write("station-1\n" + EC + "spare\r\n" + EC.replace("\n", "\r\n")));
        assertThat(keys).hasSize(2).allSatisfy(key -> assertThat(key).isInstanceOf(ECPublicKey.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"
            })
    void whatHoldsNoKeyIsRefused(String text) throws Exception {
        var file = write(text);
        assertThatThrownBy(() -> TrustKeys.read(file)).isInstanceOf(ExportRefused.class);
    }

    @Test
    void oneBadKeySpoilsTheFile() throws Exception {
        var file = write(EC + "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        assertThatThrownBy(() -> TrustKeys.read(file))
                .isInstanceOf(ExportRefused.class)
                .hasMessageContaining("key 2");
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("trust.pem"), text);
    }
}
