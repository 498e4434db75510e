package dev.sealbench.vault.internal.tpm;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Names of TPM objects (TPM 2.0 part 1, 16).
final class TpmName {

    /// Octets of a Name: nameAlg and a SHA-256.
    static final int SIZE_BYTES = 34;

    static final short SHA256 = 0x000B;

    private TpmName() {}

    /// u16(SHA-256) || SHA-256 of a TPMT_PUBLIC whose nameAlg is SHA-256.
    static byte[] of(byte[] publicArea) {
        return ByteBuffer.allocate(SIZE_BYTES)
                .putShort(SHA256)
                .put(sha256(publicArea))
                .array();
    }

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
