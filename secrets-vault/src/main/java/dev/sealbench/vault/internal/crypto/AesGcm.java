package dev.sealbench.vault.internal.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM with a random 96-bit nonce in front: nonce (12) || ciphertext || tag (16).
///
/// Random nonces allow 2^32 messages under one key (SP 800-38D, 8.3). Stateless, safe to share.
public final class AesGcm {

    /// Octets of a key.
    public static final int KEY_BYTES = 32;
    /// What a box is longer than its content, in octets: nonce and tag.
    public static final int OVERHEAD_BYTES = 28;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private AesGcm() {}

    /// Seals `plain`; only the same `associated` octets open the box again.
    public static byte[] seal(byte[] key, byte[] plain, byte[] associated, SecureRandom random) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated);
            return ByteBuffer.allocate(plain.length + OVERHEAD_BYTES)
                    .put(nonce)
                    .put(cipher.doFinal(plain))
                    .array();
        } catch (GeneralSecurityException e) {
            // every JDK has AES-GCM and the lengths are ours: our bug
            throw new IllegalStateException("AES-GCM refused to seal", e);
        }
    }

    /// Opens a box; the caller wipes the result.
    ///
    /// @throws AEADBadTagException if the box, the key or `associated` is not the one of [#seal]
    public static byte[] open(byte[] key, byte[] box, byte[] associated) throws AEADBadTagException {
        if (box.length < OVERHEAD_BYTES) {
            throw new AEADBadTagException("box of " + box.length + " octets");
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, box, 0, NONCE_BYTES));
            cipher.updateAAD(associated);
            return cipher.doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            // every JDK has AES-GCM and the lengths were checked: our bug
            throw new IllegalStateException("AES-GCM refused to open", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, GCMParameterSpec nonce) throws GeneralSecurityException {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key of " + key.length + " octets");
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new LentKey("AES", key), nonce);
        return cipher;
    }
}
