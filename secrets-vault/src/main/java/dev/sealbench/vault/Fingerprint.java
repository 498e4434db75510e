package dev.sealbench.vault;

import java.util.Arrays;
import java.util.HexFormat;

/// HMAC-SHA-256 of a credential under the fingerprint key: tells whether a value was issued before, and nothing else
/// to whoever has not the key.
///
/// Immutable: copied in and out.
///
/// @param octets exactly 32
public record Fingerprint(byte[] octets) {

    /// Octets of a fingerprint.
    public static final int SIZE_BYTES = 32;

    /// @throws IllegalArgumentException if there are not 32 octets
    public Fingerprint {
        if (octets.length != SIZE_BYTES) {
            throw new IllegalArgumentException("fingerprint of " + octets.length + " octets");
        }
        octets = octets.clone();
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
