package dev.sealbench.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PassphraseTest {

    @Test
    void theTypedArrayIsWiped() {
        var typed = "pässphrase".toCharArray();
        try (var passphrase = Passphrase.of(typed)) {
            assertThat(typed).containsOnly('\0');
            assertThat(octets(passphrase)).isEqualTo("pässphrase".getBytes(UTF_8));
            assertThat(passphrase.length()).isEqualTo(10);
            assertThat(passphrase).hasToString("Passphrase[hidden]");
        }
    }

    @Test
    void aLineIsReadUpToItsEnd() throws IOException {
        var in = new ByteArrayInputStream("first line\r\nsecond\n third ".getBytes(UTF_8));
        assertThat(octets(Passphrase.read(in))).asString(UTF_8).isEqualTo("first line");
        assertThat(octets(Passphrase.read(in))).asString(UTF_8).isEqualTo("second");
        assertThat(octets(Passphrase.read(in))).asString(UTF_8).isEqualTo(" third ");
        assertThatThrownBy(() -> Passphrase.read(in)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoTextOrTooLongIsRefused() {
        refused(new byte[] {(byte) 0xff, 'a'});
        refused(new byte[2000]);
        refused("\n".getBytes(UTF_8));
        assertThatThrownBy(() -> Passphrase.of(new char[] {'\ud800'})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Passphrase.of(new char[1025])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedPassphraseOpensNothing() {
        var passphrase = Passphrase.of("once".toCharArray());
        passphrase.close();
        assertThatThrownBy(() -> octets(passphrase)).isInstanceOf(IllegalStateException.class);
    }

    private static void refused(byte[] line) {
        assertThatThrownBy(() -> Passphrase.read(new ByteArrayInputStream(line)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] octets(Passphrase passphrase) {
        return passphrase.<byte[], RuntimeException>lend(byte[]::clone);
    }
}
