package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class P256PublicKeyTest {

    private final P256PublicKey key = TestKeys.fresh().publicKey();

    @Test
    void allEncodingsGiveTheSameKey() {
        assertThat(P256PublicKey.ofSpki(key.spki())).isEqualTo(key);
        assertThat(P256PublicKey.ofPoint(key.point())).isEqualTo(key);
        assertThat(P256PublicKey.ofPem(key.pem())).isEqualTo(key);
        assertThat(P256PublicKey.of(key.asJcaKey())).isEqualTo(key);
    }

    @Test
    void opensslReadsThePemAndWritesTheSame(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("key.pem"), key.pem());
        var ran = TestFiles.run(folder, "openssl", "pkey", "-pubin", "-in", "key.pem");
        assertThat(ran.output()).isEqualTo(key.pem());
    }

    @Test
    void aPointOffTheCurveIsRefused() {
        var point = key.point();
        point[64] ^= 1;
        assertThatThrownBy(() -> P256PublicKey.ofPoint(point)).hasMessageContaining("not on P-256");
    }

    @Test
    void coordinatesNotBelowThePrimeAreRefused() {
        var point = new byte[65];
        Arrays.fill(point, (byte) 0xff);
        point[0] = 4;
        assertThatThrownBy(() -> P256PublicKey.ofPoint(point)).hasMessageContaining("not on P-256");
    }

    @Test
    void otherFormsAreRefused() {
        var compressed = Arrays.copyOf(key.point(), 33);
        compressed[0] = 2;
        assertThatThrownBy(() -> P256PublicKey.ofPoint(compressed)).isInstanceOf(IllegalArgumentException.class);
        var otherCurve = key.spki();
        otherCurve[22] ^= 1;
        assertThatThrownBy(() -> P256PublicKey.ofSpki(otherCurve)).isInstanceOf(IllegalArgumentException.class);
        var longer = Arrays.copyOf(key.spki(), 92);
        assertThatThrownBy(() -> P256PublicKey.ofSpki(longer)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> P256PublicKey.ofPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
