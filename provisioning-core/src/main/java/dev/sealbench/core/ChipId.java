package dev.sealbench.core;

import java.util.HexFormat;

/// Which TPM chip: the Name of its endorsement key (TPM 2.0 part 1, clause 16).
///
/// 34 octets: the algorithm 0x000B (SHA-256), then the digest of the public area. Immutable.
///
/// @param hex 68 lower-case hexadecimal digits
public record ChipId(String hex) {

    /// Octets of a Name made with SHA-256.
    public static final int SIZE_BYTES = 34;

    private static final String SHA256_ALGORITHM = "000b";

    /// @throws IllegalArgumentException when `hex` is not a Name made with SHA-256
    public ChipId {
        LowerHex.require("endorsement key name", hex, SIZE_BYTES);
        if (!hex.startsWith(SHA256_ALGORITHM)) {
            throw new IllegalArgumentException("endorsement key name is not made with SHA-256: " + hex);
        }
    }

    /// The chip whose endorsement key has this Name of 34 octets.
    ///
    /// @throws IllegalArgumentException as the constructor
    public static ChipId of(byte[] endorsementKeyName) {
        return new ChipId(HexFormat.of().formatHex(endorsementKeyName));
    }

    /// The 34 octets; the caller may change them.
    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
