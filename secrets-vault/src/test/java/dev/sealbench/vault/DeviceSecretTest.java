package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static dev.sealbench.vault.TestVaults.counting;
import static dev.sealbench.vault.TestVaults.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.vault.internal.random.StreamRandom;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The product secret is SHA-256("vault-KAT" || u32be(0)), the device's context the octets 0 to 81; expected values
/// from `openssl kdf ... KBKDF` twice, as in KdfTest.
class DeviceSecretTest {

    private static final byte[] PROOF_KEY = hex("40696bd616524f458d0b1bb6b8158bf7326feb43d2afbaa3ff1ad45f7f283695");

    @TempDir
    Path folder;

    private Vault vault;
    private SealedSecrets secrets;
    private DeviceContext device;

    @BeforeEach
    void drawOneUnit() throws Exception {
        vault = TestVaults.create(folder, new StreamRandom("vault-KAT"));
        secrets = TestVaults.draw(vault);
        device = DeviceContext.of(secrets, counting(DeviceContext.SIZE_BYTES));
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AK, 12df4195477627bfb0782864010467e1380bf0807b6998f627b5a561f55505ea",
        "DEVICE_KEY, 4a7cf6e3ff82801c3ad5210b7daf24ad237e7c79b180a2d58ba91b3f588c71df",
        "ENDORSEMENT, a6b4cec2e741f7e56871e855d280dffaaa63c3ed924fc095424073d4d3800f4d",
    })
    void knownAnswers(Derivation derivation, String expected) throws Exception {
        var kept = new AtomicReference<byte[]>();
        var hex = vault.withDerived(device, derivation, octets -> {
            kept.set(octets);
            return HexFormat.of().formatHex(octets);
        });
        assertThat(hex).isEqualTo(expected);
        assertThat(kept.get()).containsOnly(0);
    }

    /// A 256th of all authValues end in a zero octet, which the TPM does not keep; device 61 of these is the first.
    @Test
    void trailingZeroOctetsAreStripped() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            var octets = counting(DeviceContext.SIZE_BYTES);
            octets[80] = (byte) (i >> 8);
            octets[81] = (byte) i;
            var stripped = vault.withDerived(DeviceContext.of(secrets, octets), Derivation.AK, byte[]::clone);
            assertThat(stripped[stripped.length - 1]).isNotZero();
            if (stripped.length < 32) {
                return;
            }
        }
        throw new AssertionError("no authValue ended in zero, so nothing was tested");
    }

    @Test
    void aProofHoldsForItsCredentialNonceAndDeviceOnly() throws Exception {
        var ocpp = secrets.secret(SecretKind.OCPP, CONTEXT);
        var nonce = counting(32);
        var proof = proof(nonce, SecretKind.OCPP);
        assertThat(vault.proofHolds(ocpp, device, nonce, proof)).isTrue();
        assertThat(vault.proofHolds(ocpp, device, new byte[32], proof)).isFalse();
        assertThat(vault.proofHolds(secrets.secret(SecretKind.WEB_LOGIN, CONTEXT), device, nonce, proof))
                .isFalse();
        assertThat(vault.proofHolds(ocpp, DeviceContext.of(secrets, new byte[82]), nonce, proof))
                .isFalse();
        assertThat(vault.proofHolds(ocpp, device, nonce, new byte[0])).isFalse();
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= 1;
            assertThat(vault.proofHolds(ocpp, device, nonce, proof)).isFalse();
            proof[i] ^= 1;
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var owner = secrets.secret(SecretKind.OWNER_AUTH, CONTEXT);
        assertThatThrownBy(() -> vault.proofHolds(owner, device, new byte[32], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.importBlob(owner, device, new byte[90], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        var ocpp = secrets.secret(SecretKind.OCPP, CONTEXT);
        assertThatThrownBy(() -> vault.proofHolds(ocpp, device, new byte[31], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        var later = new DeviceContext(2, device.octets());
        assertThatThrownBy(() -> vault.proofHolds(ocpp, later, new byte[32], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.withDerived(later, Derivation.AK, byte[]::clone))
                .isInstanceOf(VaultException.UnknownVersion.class);
        assertThatThrownBy(() -> new DeviceContext(1, new byte[81])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeviceContext(0, new byte[82])).isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] proof(byte[] nonce, SecretKind kind) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PROOF_KEY, "HmacSHA256"));
        mac.update(nonce);
        mac.update((byte) kind.number());
        return vault.reveal(secrets.secret(kind, CONTEXT), KeyAccess.FOR_HAND_OVER, mac::doFinal);
    }
}
