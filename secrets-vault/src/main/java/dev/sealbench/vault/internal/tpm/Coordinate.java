package dev.sealbench.vault.internal.tpm;

import java.math.BigInteger;

/// Coordinates of P-256 points in the TPM's form.
final class Coordinate {

    private Coordinate() {}

    /// Always 32 octets: a shorter form, seen once in 256 points, would give another seed.
    static byte[] of(BigInteger value) {
        var octets = new byte[StorageKey.COORDINATE_BYTES];
        var raw = value.toByteArray();
        int significant = Math.min(raw.length, octets.length);
        System.arraycopy(raw, raw.length - significant, octets, octets.length - significant, significant);
        return octets;
    }
}
