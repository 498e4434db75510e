package dev.sealbench.vault;

/// The keys of a vault. Each has a row in docs/keys.md: who makes it, what it may do, how it ends.
///
/// The slot number stands in vault files; it is never renumbered or reused.
public enum KeyId {
    /// Derives device secrets, and the two keys below it. One for each version of the product line.
    PRODUCT_SECRET(1, Use.DERIVE),
    /// Wraps the data key of each [SealedSecrets]; derived from the product secret.
    ENVELOPE(2, Use.WRAP),
    /// Seals further small records ([Vault#seal]); derived from the product secret.
    RECORD(3, Use.WRAP),
    /// Makes fingerprints of credentials, so that none is issued twice.
    FINGERPRINT(4, Use.DERIVE),
    /// Signs orders, confirmations, reverts and log checkpoints.
    STATION_ORDER(5, Use.SIGN),
    /// Signs device certificates.
    DEVICE_CA(6, Use.SIGN);

    private enum Use {
        DERIVE,
        WRAP,
        SIGN
    }

    private final int slot;
    private final Use use;

    KeyId(int slot, Use use) {
        this.slot = slot;
        this.use = use;
    }

    /// Whether [Vault#sign] takes this key.
    public boolean signs() {
        return use == Use.SIGN;
    }

    int slot() {
        return slot;
    }
}
