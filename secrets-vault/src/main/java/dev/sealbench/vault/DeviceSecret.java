package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.Kdf;
import dev.sealbench.vault.internal.tpm.ImportableData;
import java.util.Arrays;
import java.util.function.Function;

/// The device secret of one unit and what is derived from it (ORDER.md 3), for the time of one operation. One thread.
final class DeviceSecret implements AutoCloseable {

    private static final byte[] NOTHING = {};

    private final byte[] octets;

    private DeviceSecret(byte[] octets) {
        this.octets = octets;
    }

    /// ORDER.md 3.2.
    static DeviceSecret derive(KeyBackend keys, DeviceContext device) throws VaultException {
        return new DeviceSecret(keys.productHmac(device.productSecretVersion(), Kdf.input("device", device.octets())));
    }

    /// ORDER.md 3.3: the authValue of a credential, without trailing zero octets.
    <T> T withCredentialAuth(SecretKind kind, Function<byte[], T> use) {
        return lendStripped(Kdf.derive(octets, "cred", number(kind)), use);
    }

    /// ORDER.md 3.3: the other authValues, without trailing zero octets.
    <T> T with(Derivation derivation, Function<byte[], T> use) {
        return lendStripped(Kdf.derive(octets, derivation.label(), NOTHING), use);
    }

    /// ORDER.md 5.3: the key of credential proofs, 32 octets.
    <T> T withProofKey(Function<byte[], T> use) {
        return lend(Kdf.derive(octets, "proof", NOTHING), use);
    }

    <T> T lend(Function<byte[], T> use) {
        return use.apply(octets);
    }

    static byte[] number(SecretKind kind) {
        return new byte[] {(byte) kind.number()};
    }

    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
    }

    @Override
    public String toString() {
        return "DeviceSecret[hidden]";
    }

    private static <T> T lendStripped(byte[] owned, Function<byte[], T> use) {
        return lend(owned, octets -> lend(ImportableData.stripped(octets), use));
    }

    private static <T> T lend(byte[] owned, Function<byte[], T> use) {
        try {
            return use.apply(owned);
        } finally {
            Arrays.fill(owned, (byte) 0);
        }
    }
}
