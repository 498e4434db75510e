package dev.sealbench.core.internal.document;

import java.util.Arrays;
import java.util.HexFormat;

/// One pair of firmware keys by digest, ORDER.md 2.3: SHA-256 of the ECDSA SubjectPublicKeyInfo and of the LMS
/// public key (56 octets).
///
/// Immutable; equal when both digests are.
public record KeyPairDigests(byte[] ecdsaSha256, byte[] lmsSha256) {

    public KeyPairDigests {
        if (ecdsaSha256.length != Sha256.SIZE_BYTES || lmsSha256.length != Sha256.SIZE_BYTES) {
            throw new IllegalArgumentException("a key digest has 32 octets");
        }
        ecdsaSha256 = ecdsaSha256.clone();
        lmsSha256 = lmsSha256.clone();
    }

    @Override
    public byte[] ecdsaSha256() {
        return ecdsaSha256.clone();
    }

    @Override
    public byte[] lmsSha256() {
        return lmsSha256.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPairDigests pair
                && Arrays.equals(ecdsaSha256, pair.ecdsaSha256)
                && Arrays.equals(lmsSha256, pair.lmsSha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ecdsaSha256) * 31 + Arrays.hashCode(lmsSha256);
    }

    @Override
    public String toString() {
        var hex = HexFormat.of();
        return "ecdsa " + hex.formatHex(ecdsaSha256, 0, 8) + " / lms " + hex.formatHex(lmsSha256, 0, 8);
    }
}
