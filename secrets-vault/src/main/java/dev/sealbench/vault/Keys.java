package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.EcdsaP256;
import dev.sealbench.vault.internal.keystore.KeyRing;
import java.io.StreamCorruptedException;
import java.security.SecureRandom;

/// Which keys a ring of this vault has, and how each is made.
final class Keys {

    private static final int SECRET_BYTES = 32;
    private static final int FIRST_VERSION = 1;

    /// What a backup holds: what cannot be made again. A signing key can.
    static final int BACKED_UP = bit(KeyId.PRODUCT_SECRET) | bit(KeyId.FINGERPRINT);
    static final int ALL = BACKED_UP | bit(KeyId.STATION_ORDER) | bit(KeyId.DEVICE_CA);

    private Keys() {}

    static KeyRing fresh(SecureRandom random) {
        var ring = new KeyRing();
        addMissing(ring, random);
        return ring;
    }

    static void addMissing(KeyRing ring, SecureRandom random) {
        addIfMissing(ring, KeyId.PRODUCT_SECRET, () -> secret(random));
        addIfMissing(ring, KeyId.FINGERPRINT, () -> secret(random));
        addIfMissing(ring, KeyId.STATION_ORDER, () -> EcdsaP256.newScalar(random));
        addIfMissing(ring, KeyId.DEVICE_CA, () -> EcdsaP256.newScalar(random));
    }

    static void addProductSecret(KeyRing ring, SecureRandom random) {
        ring.put(KeyId.PRODUCT_SECRET.slot(), productSecretVersion(ring) + 1, secret(random));
    }

    static int productSecretVersion(KeyRing ring) {
        return ring.newest(KeyId.PRODUCT_SECRET.slot()).orElseThrow();
    }

    /// Refuses a ring from a file or a backup that would fail later, in the middle of a unit.
    static void checkSecrets(KeyRing ring) throws StreamCorruptedException {
        requireSize(ring, KeyId.FINGERPRINT, FIRST_VERSION);
        int newest = ring.newest(KeyId.PRODUCT_SECRET.slot()).orElse(FIRST_VERSION);
        for (int version = FIRST_VERSION; version <= newest; version++) {
            requireSize(ring, KeyId.PRODUCT_SECRET, version);
        }
    }

    static void checkAll(KeyRing ring) throws StreamCorruptedException {
        checkSecrets(ring);
        requireScalar(ring, KeyId.STATION_ORDER);
        requireScalar(ring, KeyId.DEVICE_CA);
    }

    private interface Maker {
        byte[] make();
    }

    private static void addIfMissing(KeyRing ring, KeyId key, Maker maker) {
        if (ring.newest(key.slot()).isEmpty()) {
            ring.put(key.slot(), FIRST_VERSION, maker.make());
        }
    }

    private static byte[] secret(SecureRandom random) {
        var octets = new byte[SECRET_BYTES];
        random.nextBytes(octets);
        return octets;
    }

    private static void requireSize(KeyRing ring, KeyId key, int version) throws StreamCorruptedException {
        if (!ring.has(key.slot(), version) || ring.lend(key.slot(), version, octets -> octets.length != SECRET_BYTES)) {
            throw new StreamCorruptedException(key + " version " + version + " is missing");
        }
    }

    private static void requireScalar(KeyRing ring, KeyId key) throws StreamCorruptedException {
        if (!ring.has(key.slot(), FIRST_VERSION) || !ring.lend(key.slot(), FIRST_VERSION, EcdsaP256::isScalar)) {
            throw new StreamCorruptedException(key + " is missing");
        }
    }

    private static int bit(KeyId key) {
        return 1 << key.slot();
    }
}
