package dev.sealbench.link.tpm;

/// TPM Names (0x000B and SHA-256, 34 octets) of objects and of the NV indices of ORDER.md 4. Pure and thread-safe.
public final class TpmNames {

    private static final int SHA256 = 0x000b;

    // TPMA_NV, TPM 2.0 part 2, 13.4
    private static final int PPWRITE = 1;
    private static final int OWNERWRITE = 1 << 1;
    private static final int TYPE_COUNTER = 1 << 4;
    private static final int TYPE_PIN_FAIL = 8 << 4;
    private static final int POLICY_DELETE = 1 << 10;
    private static final int WRITELOCKED = 1 << 11;
    private static final int WRITEDEFINE = 1 << 13;
    private static final int OWNERREAD = 1 << 17;
    private static final int AUTHREAD = 1 << 18;
    private static final int NO_DA = 1 << 25;
    static final int WRITTEN = 1 << 29;
    private static final int PLATFORMCREATE = 1 << 30;

    private static final int ROM_MADE = PPWRITE | AUTHREAD | POLICY_DELETE | NO_DA | PLATFORMCREATE;
    private static final int LOCK = ROM_MADE | WRITEDEFINE;
    private static final int COUNTER = ROM_MADE | TYPE_COUNTER;
    static final int PUK = TYPE_PIN_FAIL | OWNERWRITE | OWNERREAD | AUTHREAD | NO_DA;

    private static final int LOCK_BYTES = 32;
    private static final int COUNTER_BYTES = 8;
    static final int PUK_BYTES = 8;

    private TpmNames() {}

    /// Of an object with this TPMT_PUBLIC (nameAlg SHA-256).
    public static byte[] ofPublicArea(byte[] area) {
        return name(area);
    }

    /// Of the customer lock, defined and written, still writable.
    public static byte[] lockIndexUnlocked() {
        return nvName(lockPublic(WRITTEN));
    }

    /// Of the customer lock, written and locked (ORDER.md 5.2).
    public static byte[] lockIndexLocked() {
        return nvName(lockPublic(WRITTEN | WRITELOCKED));
    }

    /// Of the rollback counter once it was incremented.
    public static byte[] counterIndex() {
        return nvName(
                nvPublic(TpmHandles.COUNTER_INDEX, COUNTER | WRITTEN, PolicyDigests.undeletable(), COUNTER_BYTES));
    }

    /// Of the PUK attempts index once it was written.
    public static byte[] pukIndex() {
        return nvName(pukPublic(WRITTEN));
    }

    /// TPMS_NV_PUBLIC of the PUK index with `state` bits added.
    static byte[] pukPublic(int state) {
        return nvPublic(TpmHandles.PUK_INDEX, PUK | state, new byte[0], PUK_BYTES);
    }

    static byte[] nvName(byte[] nvPublic) {
        return name(nvPublic);
    }

    private static byte[] lockPublic(int state) {
        return nvPublic(TpmHandles.LOCK_INDEX, LOCK | state, PolicyDigests.undeletable(), LOCK_BYTES);
    }

    private static byte[] nvPublic(int index, int attributes, byte[] policy, int dataBytes) {
        return new TpmWriter()
                .u32(index)
                .u16(SHA256)
                .u32(attributes)
                .sized(policy)
                .u16(dataBytes)
                .done();
    }

    private static byte[] name(byte[] publicArea) {
        return new TpmWriter().u16(SHA256).bytes(Algorithms.sha256(publicArea)).done();
    }
}
