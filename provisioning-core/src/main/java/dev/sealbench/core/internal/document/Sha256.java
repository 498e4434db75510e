package dev.sealbench.core.internal.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 over the concatenation of octet strings.
public final class Sha256 {

    public static final int SIZE_BYTES = 32;

    private Sha256() {}

    /// 32 octets.
    public static byte[] of(byte[]... parts) {
        var digest = newDigest();
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
