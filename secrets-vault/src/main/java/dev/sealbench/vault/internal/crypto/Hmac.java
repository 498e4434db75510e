package dev.sealbench.vault.internal.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// HMAC-SHA-256 (FIPS 198-1). Stateless, safe to share between threads.
public final class Hmac {

    /// Octets of a result.
    public static final int SIZE_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /// The HMAC of the concatenated `parts` under `key` (at least one octet); the caller owns the result.
    public static byte[] sha256(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new LentKey(key));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            // every JDK has HMAC-SHA-256 and takes any key that is not empty: our bug
            throw new IllegalStateException("HMAC-SHA-256 refused its key", e);
        }
    }

    /// Unlike `SecretKeySpec` keeps no copy of its own; the JDK wipes the one that it asks for.
    private record LentKey(byte[] octets) implements SecretKey {

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return octets.clone();
        }

        @Override
        public String toString() {
            return "LentKey[hidden]";
        }
    }
}
