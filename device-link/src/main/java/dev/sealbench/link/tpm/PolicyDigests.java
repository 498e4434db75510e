package dev.sealbench.link.tpm;

import java.util.SortedMap;
import java.util.TreeMap;

/// Policy digests of ORDER.md 4, computed without a TPM; SHA-256 throughout, 32 octets each. Pure and thread-safe.
public final class PolicyDigests {

    private static final int POLICY_AUTH_VALUE = 0x0000016b;
    private static final int POLICY_COMMAND_CODE = 0x0000016c;
    private static final int POLICY_PCR = 0x0000017f;
    private static final int NV_READ = 0x0000014e;
    private static final byte[] START = new byte[Algorithms.DIGEST_BYTES];

    private PolicyDigests() {}

    /// Policy of a credential (4.1): PCR 0 and 7 hold these values (loader phase), then the authValue.
    public static byte[] credential(byte[] pcr0, byte[] pcr7) {
        return pcrThenAuthValue(new TreeMap<>(java.util.Map.of(0, pcr0, 7, pcr7)));
    }

    /// Policy of the device key (4.2): PCR 7 holds this value (application phase), then the authValue.
    public static byte[] deviceKey(byte[] pcr7) {
        return pcrThenAuthValue(new TreeMap<>(java.util.Map.of(7, pcr7)));
    }

    /// PolicyPCR over the SHA-256 bank's `values` (PCR 0 to 23, 32 octets each), then PolicyAuthValue (4.3).
    public static byte[] pcrThenAuthValue(SortedMap<Integer, byte[]> values) {
        byte[] pcr = Algorithms.sha256(
                START,
                Algorithms.u32(POLICY_PCR),
                PcrSelections.marshal(values.keySet()),
                PcrSelections.digest(values));
        return Algorithms.sha256(pcr, Algorithms.u32(POLICY_AUTH_VALUE));
    }

    /// PolicyCommandCode(NV_Read): nothing that deletes an index can ever satisfy it.
    static byte[] undeletable() {
        return Algorithms.sha256(START, Algorithms.u32(POLICY_COMMAND_CODE), Algorithms.u32(NV_READ));
    }
}
