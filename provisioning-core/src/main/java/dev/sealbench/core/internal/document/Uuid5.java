package dev.sealbench.core.internal.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Name-based UUIDs, RFC 9562 5.5, as ORDER.md 2.2 uses them.
public final class Uuid5 {

    /// RFC 9562 6.6: the namespace of domain names.
    public static final UUID DNS_NAMESPACE = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    public static final int SIZE_BYTES = 16;

    private Uuid5() {}

    /// The UUIDv5 of `name` (UTF-8) in `namespace`.
    public static UUID of(UUID namespace, String name) {
        var hash = ByteBuffer.wrap(sha1(bytes(namespace), name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xf000L | 0x5000L;
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// ORDER.md 2.2: the customer's VID. A [CustomerIdentity] has its domain in lower case, so it is hashed
    /// as it is.
    public static UUID vid(String domain) {
        return of(DNS_NAMESPACE, domain);
    }

    /// ORDER.md 2.2: the CID of a device class "model/hw-revision".
    public static UUID cid(UUID vid, String deviceClass) {
        return of(vid, deviceClass);
    }

    /// 16 octets, most significant first.
    public static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(SIZE_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /// @throws IllegalArgumentException if `octets` are not 16
    public static UUID ofBytes(byte[] octets) {
        if (octets.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a UUID has 16 octets, not " + octets.length);
        }
        var buffer = ByteBuffer.wrap(octets);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static byte[] sha1(byte[] namespace, byte[] name) {
        try {
            var digest = MessageDigest.getInstance("SHA-1"); // RFC 9562 5.5 names it; nothing here rests on collisions
            digest.update(namespace);
            return digest.digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
