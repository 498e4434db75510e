package dev.sealbench.link.tpm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The symmetric algorithms of TPM 2.0 part 1, all with SHA-256 and AES-128. Known answers:
/// `device-link/protocol/vectors/kdf-tpm.txt`.
final class Algorithms {

    static final int DIGEST_BYTES = 32;

    private static final int AES_KEY_BYTES = 16;
    private static final int AES_BLOCK_BYTES = 16;

    private Algorithms() {}

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            // an empty key is refused here; HMAC pads keys with zeros, so one zero octet is the same key
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /// KDFa, TPM 2.0 part 1, 11.4.10.2: SP 800-108 in counter mode. One block of 32 octets.
    static byte[] kdfa(byte[] key, String label, byte[] contextU, byte[] contextV) {
        return hmac(key, u32(1), terminated(label), contextU, contextV, u32(DIGEST_BYTES * Byte.SIZE));
    }

    /// KDFe, TPM 2.0 part 1, 11.4.10.3: SP 800-56A. One block of 32 octets.
    static byte[] kdfe(byte[] z, String label, byte[] partyU, byte[] partyV) {
        return sha256(u32(1), z, terminated(label), partyU, partyV);
    }

    /// AES-128-CFB over `data` from `from` to `end`, in place; `keyAndIv` is 32 octets (part 1, 21.3).
    static void encryptCfb(byte[] keyAndIv, byte[] data, int from, int end) {
        var key = new SecretKeySpec(keyAndIv, 0, AES_KEY_BYTES, "AES");
        var iv = new IvParameterSpec(keyAndIv, AES_KEY_BYTES, AES_BLOCK_BYTES);
        try {
            var cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, iv);
            byte[] encrypted = cipher.doFinal(data, from, end - from);
            System.arraycopy(encrypted, 0, data, from, encrypted.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-CFB", e);
        }
    }

    static byte[] join(byte[]... parts) {
        var joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            joined.put(part);
        }
        return joined.array();
    }

    static byte[] u32(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    static void wipe(byte[]... secrets) {
        for (var secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] terminated(String label) {
        return (label + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
