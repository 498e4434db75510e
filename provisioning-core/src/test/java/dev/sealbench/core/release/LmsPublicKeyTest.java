package dev.sealbench.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LmsPublicKeyTest {

    private final TestRelease machine = TestRelease.shared();

    /// RFC 8554 appendix F, test case 1: the second tree's signature over the message. H5 instead of our H10.
    @Test
    void theKnownAnswerOfRfc8554Verifies() {
        var key = HexFormat.of().parseHex(Rfc8554.PUBLIC_KEY);
        var signature = HexFormat.of().parseHex(Rfc8554.SIGNATURE.replaceAll("\\s", ""));
        assertThat(LmsPublicKey.verifies(key, Rfc8554.message(), signature)).isTrue();

        var otherMessage = Rfc8554.message();
        otherMessage[0] ^= 1;
        assertThat(LmsPublicKey.verifies(key, otherMessage, signature)).isFalse();
        for (int at = 0; at < signature.length; at += 7) {
            var changed = signature.clone();
            changed[at] ^= 1;
            assertThat(LmsPublicKey.verifies(key, Rfc8554.message(), changed))
                    .as("octet %d", at)
                    .isFalse();
        }
    }

    @Test
    void aKeyOfAnotherParameterSetIsRefused() {
        assertThatThrownBy(() -> new LmsPublicKey(HexFormat.of().parseHex(Rfc8554.PUBLIC_KEY)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LmsPublicKey(Arrays.copyOf(machine.keys.lmsPublicKey(), 55)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatBouncyCastleSignsTheJdkVerifies() throws Exception {
        var digest = new byte[32];
        var signature = machine.keys.signLms(digest);
        var key = new LmsPublicKey(machine.keys.lmsPublicKey());
        assertThat(signature).hasSize(1_452).startsWith(0, 0);
        assertThat(key.verifies(digest, signature)).isTrue();
        digest[31] = 1;
        assertThat(key.verifies(digest, signature)).isFalse();
        assertThat(key.verifies(new byte[32], Arrays.copyOf(signature, 1_451))).isFalse();
        assertThat(key.verifies(new byte[32], Arrays.copyOf(signature, 1_453))).isFalse();
    }
}
