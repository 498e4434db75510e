package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.AesGcm;
import dev.sealbench.vault.internal.crypto.EcdsaP256;
import dev.sealbench.vault.internal.crypto.Hmac;
import dev.sealbench.vault.internal.crypto.Kdf;
import dev.sealbench.vault.internal.keystore.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;

/// Keys in a file under a passphrase, and in this process's memory while the vault is open. Safe to share.
final class KeystoreKeys implements KeyBackend {

    private static final byte[] NO_CONTEXT = {};
    private static final int ONLY_VERSION = 1;

    private final KeystoreFile file;
    private final SecureRandom random;
    /// Null when locked.
    private KeyRing ring;

    private KeystoreKeys(KeystoreFile file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    static KeystoreKeys create(Path path, Passphrase passphrase, VaultConfig config, SecureRandom random)
            throws IOException, VaultException {
        try (var fresh = Randomness.guard(() -> Keys.fresh(random))) {
            return create(path, passphrase, config, random, fresh);
        }
    }

    static KeystoreKeys restore(
            Path path, Passphrase passphrase, VaultConfig config, List<BackupShare> shares, SecureRandom random)
            throws IOException, VaultException {
        try (var restored = Backup.join(shares)) {
            Randomness.guard(() -> {
                Keys.addMissing(restored, random);
                return restored;
            });
            return create(path, passphrase, config, random, restored);
        }
    }

    private static KeystoreKeys create(
            Path path, Passphrase passphrase, VaultConfig config, SecureRandom random, KeyRing keys)
            throws IOException, VaultException {
        var file = new KeystoreFile(path, random);
        file.create(keys, passphrase, config);
        return open(file, passphrase, random); // from the disk: what was stored is what is used
    }

    static KeystoreKeys open(Path path, Passphrase passphrase, SecureRandom random) throws IOException, VaultException {
        return open(new KeystoreFile(path, random), passphrase, random);
    }

    private static KeystoreKeys open(KeystoreFile file, Passphrase passphrase, SecureRandom random)
            throws IOException, VaultException {
        var keys = new KeystoreKeys(file, random);
        keys.unlock(passphrase);
        return keys;
    }

    @Override
    public synchronized boolean locked() {
        return ring == null;
    }

    @Override
    public synchronized void lock() {
        install(null);
    }

    @Override
    public void unlock(Passphrase passphrase) throws IOException, VaultException {
        install(file.read(passphrase));
    }

    @Override
    public void changePassphrase(Passphrase current, Passphrase next) throws IOException, VaultException {
        live();
        replace(file.change(current, next, keys -> {}));
    }

    @Override
    public int productSecretVersion() throws VaultException {
        return Keys.productSecretVersion(live());
    }

    @Override
    public int rotateProductSecret(Passphrase passphrase) throws IOException, VaultException {
        live();
        var keys = file.change(passphrase, passphrase, old -> Keys.addProductSecret(old, random));
        int version = Keys.productSecretVersion(keys);
        replace(keys);
        return version;
    }

    @Override
    public List<BackupShare> backup(Passphrase passphrase, int threshold, int count)
            throws IOException, VaultException {
        live();
        try (var keys = file.read(passphrase)) {
            return Randomness.guard(() -> Backup.split(keys, threshold, count, random));
        }
    }

    @Override
    public byte[] publicKey(KeyId key) throws VaultException {
        return lend(signing(key), ONLY_VERSION, EcdsaP256::publicKey);
    }

    @Override
    public byte[] sign(KeyId key, byte[] message) throws VaultException {
        return lend(signing(key), ONLY_VERSION, scalar -> EcdsaP256.sign(scalar, message));
    }

    @Override
    public byte[] sign(KeyId key, InputStream content) throws IOException, VaultException {
        try {
            return lend(signing(key), ONLY_VERSION, scalar -> {
                try {
                    return EcdsaP256.sign(scalar, content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public byte[] fingerprint(byte[] message) throws VaultException {
        return lend(KeyId.FINGERPRINT, ONLY_VERSION, key -> Hmac.sha256(key, message));
    }

    @Override
    public byte[] productHmac(int version, byte[] message) throws VaultException {
        return lend(KeyId.PRODUCT_SECRET, version, key -> Hmac.sha256(key, message));
    }

    @Override
    public byte[] wrap(WrapKey key, byte[] plain, byte[] associated) throws VaultException {
        var derived = derive(key);
        try {
            return AesGcm.seal(derived, plain, associated, random);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    @Override
    public byte[] unwrap(WrapKey key, byte[] box, byte[] associated) throws VaultException {
        var derived = derive(key);
        try {
            return AesGcm.open(derived, box, associated);
        } catch (AEADBadTagException e) {
            throw new VaultException.TamperedRecord("changed, or of another unit", e);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    private byte[] derive(WrapKey key) throws VaultException {
        return productHmac(key.productSecretVersion(), Kdf.input(key.label(), NO_CONTEXT));
    }

    /// The loan is made under this object's monitor and used outside of it.
    private <T> T lend(KeyId key, int version, Function<byte[], T> use) throws VaultException {
        byte[] loan;
        synchronized (this) {
            var keys = live();
            if (!keys.has(key.slot(), version)) {
                throw new VaultException.UnknownVersion(version);
            }
            loan = keys.lend(key.slot(), version, byte[]::clone);
        }
        try {
            return use.apply(loan);
        } finally {
            Arrays.fill(loan, (byte) 0);
        }
    }

    private synchronized KeyRing live() throws VaultException {
        if (ring == null) {
            throw new VaultException.Locked();
        }
        return ring;
    }

    /// Unless somebody locked the vault while its file was changed.
    private synchronized void replace(KeyRing next) {
        if (ring == null) {
            next.close();
        } else {
            install(next);
        }
    }

    private synchronized void install(KeyRing next) {
        if (ring != null) {
            ring.close();
        }
        ring = next;
    }

    private static KeyId signing(KeyId key) {
        if (!key.signs()) {
            throw new IllegalArgumentException(key + " does not sign");
        }
        return key;
    }
}
