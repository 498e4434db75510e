package dev.sealbench.vault.internal.tpm;

import dev.sealbench.vault.internal.crypto.Hmac;
import dev.sealbench.vault.internal.crypto.Kdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A seed shared with one TPM key by one-pass ECDH (TPM 2.0 part 1, C.6.1), and the two keys that protect one
/// structure with it (part 1, 23 and 24). A fresh ephemeral key for each, so one seed must protect one structure
/// only.
///
/// Not safe to share between threads.
final class SharedSeed implements AutoCloseable {

    private static final int AES_KEY_BITS = 128;
    private static final int SEED_BITS = 256;
    private static final byte[] NOTHING = {};

    private final byte[] seed;
    private final byte[] encrypted;

    private SharedSeed(byte[] seed, byte[] encrypted) {
        this.seed = seed;
        this.encrypted = encrypted;
    }

    /// `use` is the TPM's label, "DUPLICATE" or "IDENTITY".
    static SharedSeed with(StorageKey recipient, String use, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(P256.PARAMETERS, random);
            var ephemeral = generator.generateKeyPair();
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ephemeral.getPrivate());
            agreement.doPhase(recipient.publicKey(), true);
            var point = ((ECPublicKey) ephemeral.getPublic()).getW();
            var x = Coordinate.of(point.getAffineX());
            var y = Coordinate.of(point.getAffineY());
            var z = agreement.generateSecret();
            var seed = kdfe(z, use, x, recipient.x());
            Arrays.fill(z, (byte) 0);
            return new SharedSeed(seed, Sized.concat(Sized.of(x), Sized.of(y)));
        } catch (GeneralSecurityException e) {
            // the recipient's point was checked, and every JDK has ECDH on P-256: our bug
            throw new IllegalStateException("ECDH refused", e);
        }
    }

    /// The ephemeral point, which is the content of a TPM2B_ENCRYPTED_SECRET (68 octets).
    byte[] encrypted() {
        return encrypted;
    }

    /// TPM2B(HMAC over ciphertext and `name`) || ciphertext of TPM2B(`plain`); `plain` is the caller's to wipe.
    byte[] protect(byte[] plain, byte[] name) {
        var symmetricKey = Kdf.kdfa(seed, "STORAGE", name, AES_KEY_BITS);
        var integrityKey = Kdf.kdfa(seed, "INTEGRITY", NOTHING, SEED_BITS);
        var sized = Sized.of(plain);
        try {
            var ciphertext = cfb(symmetricKey, sized);
            return Sized.concat(Sized.of(Hmac.sha256(integrityKey, ciphertext, name)), ciphertext);
        } finally {
            Arrays.fill(symmetricKey, (byte) 0);
            Arrays.fill(integrityKey, (byte) 0);
            Arrays.fill(sized, (byte) 0);
        }
    }

    @Override
    public void close() {
        Arrays.fill(seed, (byte) 0);
    }

    @Override
    public String toString() {
        return "SharedSeed[hidden]";
    }

    /// KDFe, SP 800-56A with SHA-256, one block of 256 bits (TPM 2.0 part 1, 11.4.10.3): SHA-256 of
    /// u32(1) || z || label || 0x00 || partyU || partyV.
    static byte[] kdfe(byte[] z, String use, byte[] partyU, byte[] partyV) {
        var counter = new byte[] {0, 0, 0, 1};
        var label = (use + "\0").getBytes(StandardCharsets.US_ASCII);
        return TpmName.sha256(counter, z, label, partyU, partyV);
    }

    /// AES-CFB with a zero IV: the key protects this one structure only.
    private static byte[] cfb(byte[] key, byte[] plain) {
        try {
            var cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(new byte[cipher.getBlockSize()]));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CFB refused", e);
        }
    }
}
