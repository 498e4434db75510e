package dev.sealbench.vault;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// The secrets of one unit between drawing and sealing. Wiped by [#close]; `toString` says nothing. One thread only.
final class DrawnSecrets implements AutoCloseable {

    private final Map<SecretKind, byte[]> values = new EnumMap<>(SecretKind.class);
    private final Map<SecretKind, Fingerprint> fingerprints = new EnumMap<>(SecretKind.class);
    private String ssidTail;

    /// Takes `owned` over.
    void put(SecretKind kind, byte[] owned) {
        if (owned.length != kind.sizeBytes()) {
            throw new IllegalStateException(kind + " of " + owned.length + " octets");
        }
        values.put(kind, owned);
    }

    void put(SecretKind kind, Fingerprint fingerprint) {
        fingerprints.put(kind, fingerprint);
    }

    void putSsidTail(String tail) {
        ssidTail = tail;
    }

    byte[] value(SecretKind kind) {
        return values.get(kind);
    }

    Map<SecretKind, Fingerprint> fingerprints() {
        return fingerprints;
    }

    String ssidTail() {
        return ssidTail;
    }

    @Override
    public void close() {
        values.values().forEach(value -> Arrays.fill(value, (byte) 0));
    }

    @Override
    public String toString() {
        return "DrawnSecrets[hidden]";
    }
}
