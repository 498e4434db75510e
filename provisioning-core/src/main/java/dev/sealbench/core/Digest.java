package dev.sealbench.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 digest.
///
/// Immutable.
///
/// @param hex 64 lower-case hexadecimal digits
public record Digest(String hex) {

    /// Octets of a SHA-256 digest (FIPS 180-4).
    public static final int SIZE_BYTES = 32;

    /// @throws IllegalArgumentException when `hex` is not 64 lower-case hexadecimal digits
    public Digest {
        LowerHex.require("digest", hex, SIZE_BYTES);
    }

    /// The digest whose 32 octets are given.
    ///
    /// @throws IllegalArgumentException when there are not 32
    public static Digest of(byte[] octets) {
        return new Digest(HexFormat.of().formatHex(octets));
    }

    /// SHA-256 of `content`.
    public static Digest sha256(byte[] content) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The 32 octets; the caller may change them.
    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
