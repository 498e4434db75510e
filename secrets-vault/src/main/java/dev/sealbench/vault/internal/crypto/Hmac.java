package dev.sealbench.vault.internal.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/// HMAC-SHA-256 (FIPS 198-1). Stateless, safe to share between threads.
public final class Hmac {

    /// Octets of a result.
    public static final int SIZE_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final LentKey NO_KEY = new LentKey(ALGORITHM, new byte[1]);

    private Hmac() {}

    /// The HMAC of the concatenated `parts` under `key` (at least one octet); the caller owns the result.
    public static byte[] sha256(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            try {
                mac.init(new LentKey(ALGORITHM, key));
                for (var part : parts) {
                    mac.update(part);
                }
                return mac.doFinal();
            } finally {
                // the only way to have it overwrite both pads of the key, and the result in its digest's state
                mac.init(NO_KEY);
                mac.doFinal();
            }
        } catch (GeneralSecurityException e) {
            // every JDK has HMAC-SHA-256 and takes any key that is not empty: our bug
            throw new IllegalStateException("HMAC-SHA-256 refused its key", e);
        }
    }
}
