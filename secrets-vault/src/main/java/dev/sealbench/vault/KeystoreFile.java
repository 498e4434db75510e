package dev.sealbench.vault;

import dev.sealbench.vault.internal.keystore.AtomicFile;
import dev.sealbench.vault.internal.keystore.Container;
import dev.sealbench.vault.internal.keystore.KeyRing;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;

/// The vault file: key rings in, key rings out. Safe to share.
final class KeystoreFile {

    private final Path path;
    private final AtomicFile file;
    private final SecureRandom random;

    KeystoreFile(Path path, SecureRandom random) {
        this.path = path;
        this.file = new AtomicFile(path, Container.FILE_MAX_BYTES);
        this.random = random;
    }

    /// Writes a first file; `keys` stay the caller's to close.
    void create(KeyRing keys, Passphrase passphrase, VaultConfig config) throws IOException, VaultException {
        requireStrong(passphrase);
        try (var hold = file.hold()) {
            if (file.exists()) {
                throw new FileAlreadyExistsException(path.toString());
            }
            hold.replace(seal(keys, passphrase, config.scryptCostLog2()));
        }
    }

    /// The keys in the file; the caller closes them.
    KeyRing read(Passphrase passphrase) throws IOException, VaultException {
        return decode(file.read(), passphrase);
    }

    /// Applies `edit` to the keys in the file and returns them; the caller closes them.
    KeyRing change(Passphrase current, Passphrase next, Consumer<KeyRing> edit) throws IOException, VaultException {
        if (current != next) {
            requireStrong(next);
        }
        try (var hold = file.hold()) {
            var old = file.read();
            return edited(decode(old, current), edit, keys -> {
                hold.replace(seal(keys, next, Container.costLog2(old)));
            });
        }
    }

    private interface Store {
        void put(KeyRing keys) throws IOException, VaultException;
    }

    private static KeyRing edited(KeyRing keys, Consumer<KeyRing> edit, Store store)
            throws IOException, VaultException {
        try {
            Randomness.guard(() -> {
                edit.accept(keys);
                return keys;
            });
            store.put(keys);
            return keys;
        } catch (IOException | VaultException | RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    private byte[] seal(KeyRing keys, Passphrase passphrase, int costLog2) throws VaultException {
        var plain = keys.encode(Keys.ALL);
        try {
            return Randomness.guard(() -> passphrase.lend(octets -> Container.seal(plain, octets, costLog2, random)));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static KeyRing decode(byte[] content, Passphrase passphrase) throws VaultException {
        var plain = open(content, passphrase);
        try {
            var keys = KeyRing.decode(plain);
            Keys.checkAll(keys);
            return keys;
        } catch (StreamCorruptedException e) {
            throw new VaultException.DamagedVault(e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] open(byte[] content, Passphrase passphrase) throws VaultException {
        try {
            var plain = passphrase.lend(octets -> Container.open(content, octets));
            return plain.orElseThrow(VaultException.WrongPassphrase::new);
        } catch (StreamCorruptedException e) {
            throw new VaultException.DamagedVault(e);
        }
    }

    private static void requireStrong(Passphrase passphrase) throws VaultException {
        if (passphrase.length() < Vault.PASSPHRASE_MIN_CHARS) {
            throw new VaultException.WeakPassphrase();
        }
    }
}
