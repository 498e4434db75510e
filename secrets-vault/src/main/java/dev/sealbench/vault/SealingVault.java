package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.Hmac;
import dev.sealbench.vault.internal.tpm.CredentialBlob;
import dev.sealbench.vault.internal.tpm.ImportableData;
import dev.sealbench.vault.internal.tpm.StorageKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// The vault, whatever holds its keys.
final class SealingVault implements Vault {

    private static final int NONCE_BYTES = 32;
    private static final int CHALLENGE_MIN_BYTES = 16;

    private final KeyBackend keys;
    private final SecureRandom random;
    private final SecretDrawer drawer;
    private final SecretSealer sealer;
    private final RecordSealer records;

    SealingVault(KeyBackend keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
        this.drawer = new SecretDrawer(keys, random);
        this.sealer = new SecretSealer(keys, random);
        this.records = new RecordSealer(keys);
    }

    @Override
    public boolean locked() {
        return keys.locked();
    }

    @Override
    public void lock() {
        keys.lock();
    }

    @Override
    public void unlock(Passphrase passphrase) throws IOException, VaultException {
        keys.unlock(passphrase);
    }

    @Override
    public void changePassphrase(Passphrase current, Passphrase next) throws IOException, VaultException {
        keys.changePassphrase(current, next);
    }

    @Override
    public int productSecretVersion() throws VaultException {
        return keys.productSecretVersion();
    }

    @Override
    public int rotateProductSecret(Passphrase passphrase) throws IOException, VaultException {
        return keys.rotateProductSecret(passphrase);
    }

    @Override
    public List<BackupShare> backup(Passphrase passphrase, int threshold, int count)
            throws IOException, VaultException {
        return keys.backup(passphrase, threshold, count);
    }

    @Override
    public byte[] publicKey(KeyId key) throws VaultException {
        return keys.publicKey(key);
    }

    @Override
    public byte[] sign(KeyId key, byte[] message) throws VaultException {
        return keys.sign(key, message);
    }

    @Override
    public byte[] sign(KeyId key, InputStream content) throws IOException, VaultException {
        return keys.sign(key, content);
    }

    @Override
    public SealedSecrets draw(RecordContext context, Predicate<Fingerprint> alreadyIssued) throws VaultException {
        return Randomness.guard(() -> {
            try (var drawn = drawer.draw(alreadyIssued)) {
                return sealer.seal(drawn, context);
            }
        });
    }

    @Override
    public <T> T reveal(SecretRef secret, KeyAccess access, Function<byte[], T> use) throws VaultException {
        if (!access.opens(secret.kind())) {
            throw new IllegalArgumentException(access + " does not open " + secret.kind());
        }
        return sealer.lend(secret, use);
    }

    @Override
    public <T> T revealText(SecretRef secret, KeyAccess access, Function<char[], T> use) throws VaultException {
        return reveal(secret, access, value -> {
            var shown = Groups.shown(secret.kind(), value);
            try {
                return use.apply(shown);
            } finally {
                Arrays.fill(shown, '\0');
            }
        });
    }

    @Override
    public SealedBlob importBlob(SecretRef secret, DeviceContext device, byte[] srkPublicArea, byte[] policyDigest)
            throws VaultException {
        requireCredentialOf(secret, device);
        var srk = parse(StorageKey.Template.SRK, srkPublicArea);
        try (var deviceSecret = DeviceSecret.derive(keys, device)) {
            var imported = Randomness.guard(() -> sealer.lend(
                    secret,
                    value -> deviceSecret.withCredentialAuth(
                            secret.kind(),
                            auth -> ImportableData.make(
                                    srk, new ImportableData.Content(value, auth, policyDigest), random))));
            return new SealedBlob(
                    imported.publicArea(), imported.duplicate(), imported.encryptedSeed(), imported.name());
        }
    }

    @Override
    public Activation activation(DeviceContext device, byte[] ekPublicArea, byte[] srkName) throws VaultException {
        var ek = parse(StorageKey.Template.EK, ekPublicArea);
        if (!Arrays.equals(ek.name(), device.ekName())) {
            throw new VaultException.UnfitTpmKey("it is not the endorsement key of this device", null);
        }
        try (var deviceSecret = DeviceSecret.derive(keys, device)) {
            return Randomness.guard(() -> deviceSecret.lend(secret -> activation(ek, srkName, secret)));
        }
    }

    @Override
    public Activation challenge(byte[] ekPublicArea, byte[] srkName, byte[] challenge) throws VaultException {
        if (locked()) {
            throw new VaultException.Locked();
        }
        if (challenge.length < CHALLENGE_MIN_BYTES) {
            throw new IllegalArgumentException("challenge of " + challenge.length + " octets");
        }
        var ek = parse(StorageKey.Template.EK, ekPublicArea);
        return Randomness.guard(() -> activation(ek, srkName, challenge));
    }

    @Override
    public <T> T withDerived(DeviceContext device, Derivation derivation, Function<byte[], T> use)
            throws VaultException {
        try (var deviceSecret = DeviceSecret.derive(keys, device)) {
            return deviceSecret.with(derivation, use);
        }
    }

    @Override
    public <T> T withCredentialAuth(DeviceContext device, SecretKind kind, Function<byte[], T> use)
            throws VaultException {
        if (!kind.isCredential()) {
            throw new IllegalArgumentException(kind + " does not go into the charger's TPM");
        }
        try (var deviceSecret = DeviceSecret.derive(keys, device)) {
            return deviceSecret.withCredentialAuth(kind, use);
        }
    }

    @Override
    public boolean proofHolds(SecretRef secret, DeviceContext device, byte[] nonce, byte[] proof)
            throws VaultException {
        requireCredentialOf(secret, device);
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("nonce of " + nonce.length + " octets");
        }
        try (var deviceSecret = DeviceSecret.derive(keys, device)) {
            var expected = sealer.lend(
                    secret,
                    value -> deviceSecret.withProofKey(
                            key -> Hmac.sha256(key, nonce, DeviceSecret.number(secret.kind()), value)));
            return MessageDigest.isEqual(expected, proof);
        }
    }

    @Override
    public byte[] seal(RecordContext context, byte[] plain) throws VaultException {
        return Randomness.guard(() -> records.seal(context, plain));
    }

    @Override
    public Fingerprint fingerprint(RecordContext context, Passphrase value) throws VaultException {
        byte[] in = context.octets();
        return value.lend(octets -> {
            // begins with an octet below 5, which no credential does: credentials are ASCII
            var message = ByteBuffer.allocate(Short.BYTES + in.length + octets.length)
                    .putShort((short) in.length)
                    .put(in)
                    .put(octets)
                    .array();
            try {
                return new Fingerprint(keys.fingerprint(message));
            } finally {
                Arrays.fill(message, (byte) 0);
            }
        });
    }

    @Override
    public <T> T open(RecordContext context, byte[] sealed, Function<byte[], T> use) throws VaultException {
        return records.open(context, sealed, use);
    }

    @Override
    public void close() {
        lock();
    }

    @Override
    public String toString() {
        return "Vault[" + (locked() ? "locked" : "open") + "]";
    }

    private Activation activation(StorageKey ek, byte[] srkName, byte[] secret) {
        var blob = CredentialBlob.make(ek, srkName, secret, random);
        return new Activation(blob.idObject(), blob.encryptedSecret());
    }

    private static StorageKey parse(StorageKey.Template template, byte[] publicArea) throws VaultException {
        try {
            return StorageKey.parse(template, publicArea);
        } catch (InvalidKeyException e) {
            throw new VaultException.UnfitTpmKey(e.getMessage(), e);
        }
    }

    private static void requireCredentialOf(SecretRef secret, DeviceContext device) {
        if (!secret.kind().isCredential()) {
            throw new IllegalArgumentException(secret.kind() + " does not go into the charger's TPM");
        }
        if (secret.secrets().productSecretVersion() != device.productSecretVersion()) {
            throw new IllegalArgumentException("secret and device have different product secret versions");
        }
    }
}
