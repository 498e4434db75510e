package dev.sealbench.link.tpm;

/// The handles of ORDER.md 4 and of the TPM's hierarchies.
public final class TpmHandles {

    /// Storage root key.
    public static final int SRK = 0x81000001;
    /// Attestation key.
    public static final int AK = 0x81010020;
    /// The first of the four credentials; the others follow it.
    public static final int FIRST_CREDENTIAL = 0x81008001;
    /// Certificate of the P-256 endorsement key (TCG EK Credential Profile).
    public static final int EK_CERTIFICATE = 0x01c0000a;
    /// Customer lock.
    public static final int LOCK_INDEX = 0x01400010;
    /// Rollback counter.
    public static final int COUNTER_INDEX = 0x01400011;
    /// PUK attempts.
    public static final int PUK_INDEX = 0x01800012;

    static final int OWNER = 0x40000001;
    static final int PASSWORD = 0x40000009;
    static final int LOCKOUT = 0x4000000a;
    static final int ENDORSEMENT = 0x4000000b;

    private TpmHandles() {}
}
