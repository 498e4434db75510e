package dev.sealbench.vault.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EcdsaP256Test {

    /// RFC 6979, A.2.5: key, and the signature with SHA-256 over "sample".
    private static final byte[] SCALAR = hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");

    @Test
    void publicKeyOfTheRfc() {
        var spki = EcdsaP256.publicKey(SCALAR);
        assertThat(spki).hasSize(EcdsaP256.SPKI_BYTES);
        assertThat(HexFormat.of().formatHex(spki))
                .startsWith("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
                .endsWith("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    }

    @Test
    void signatureOfTheRfc() {
        assertThat(EcdsaP256.sign(SCALAR, "sample".getBytes(US_ASCII)))
                .isEqualTo(hex("3046"
                        + "022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                        + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
    }

    @Test
    void theJdkVerifiesIt() throws Exception {
        var scalar = EcdsaP256.newScalar(new SecureRandom());
        var message = "an order".getBytes(US_ASCII);
        var signature = EcdsaP256.sign(scalar, message);
        assertThat(verify(EcdsaP256.publicKey(scalar), message, signature)).isTrue();
        message[0] ^= 1;
        assertThat(verify(EcdsaP256.publicKey(scalar), message, signature)).isFalse();
    }

    @Test
    void zeroAndTheOrderAreNoKeys() {
        var order = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        assertThat(EcdsaP256.isScalar(new byte[32])).isFalse();
        assertThat(EcdsaP256.isScalar(order)).isFalse();
        order[31]--;
        assertThat(EcdsaP256.isScalar(order)).isTrue();
        assertThat(EcdsaP256.isScalar(new byte[] {1})).isFalse();
    }

    private static boolean verify(byte[] spki, byte[] message, byte[] signature) throws Exception {
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki)));
        verifier.update(message);
        return verifier.verify(signature);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
