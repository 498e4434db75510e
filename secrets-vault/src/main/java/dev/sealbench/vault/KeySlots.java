package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.AesGcm;
import dev.sealbench.vault.internal.crypto.Argon2id;
import dev.sealbench.vault.internal.keystore.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;

/// A file of key slots beside a vault: each holds the vault's passphrase, wrapped under a secret of its own, so that
/// several secrets open one vault. docs/keys.md describes the file.
///
/// A slot has a label, which means something to the caller only. A slot opens under its label and its owner, and under
/// no other. Safe to share between threads and processes.
public final class KeySlots {

    private static final String HEAD = "sealbench key slots 1";
    private static final byte[] PURPOSE = "sealbench key slot".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;
    private static final int FILE_MAX_BYTES = 1 << 20;
    private static final Pattern LINE = Pattern.compile(
            "([a-z0-9.-]{1,64}) m=([0-9]{1,7}),t=([0-9]{1,2}) ([A-Za-z0-9+/]{22}) ([A-Za-z0-9+/]{38,1500})");

    private final AtomicFile file;
    private final String owner;
    private final SecureRandom random;

    /// The file need not be there yet.
    ///
    /// @param owner whose vault it is, at most 64 characters; a slot of another owner's file does not open here
    public KeySlots(Path file, String owner, SecureRandom random) {
        this.file = new AtomicFile(file, FILE_MAX_BYTES);
        this.owner = owner;
        this.random = random;
    }

    /// One line of the file.
    private record Slot(Argon2Cost cost, byte[] salt, byte[] box) {

        String line(String label) {
            var encoder = Base64.getEncoder().withoutPadding();
            return "%s m=%d,t=%d %s %s\n"
                    .formatted(
                            label,
                            cost.memoryKib(),
                            cost.passes(),
                            encoder.encodeToString(salt),
                            encoder.encodeToString(box));
        }
    }

    /// The vault's passphrase out of the slot `label`; the caller closes it. Empty if there is no such slot.
    ///
    /// @throws IOException if the file cannot be read, or others may read it
    /// @throws VaultException.WrongPassphrase if `secret` does not open the slot, or the slot was changed
    /// @throws VaultException.DamagedVault if the file is not a file of slots
    public Optional<Passphrase> open(String label, Passphrase secret) throws IOException, VaultException {
        var slot = read().get(label);
        if (slot == null) {
            return Optional.empty();
        }
        var key = key(secret, slot.cost(), slot.salt());
        try {
            return Optional.of(unwrapped(label, slot, key));
        } catch (AEADBadTagException e) {
            throw new VaultException.WrongPassphrase();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private Passphrase unwrapped(String label, Slot slot, byte[] key) throws IOException, AEADBadTagException {
        var plain = AesGcm.open(key, slot.box(), associated(label));
        try {
            return Passphrase.read(new ByteArrayInputStream(plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// The labels that there are.
    public Set<String> labels() throws IOException, VaultException {
        return Set.copyOf(read().keySet());
    }

    /// Makes the slot `label`, in the place of one that was there; on disk when this returns. Both passphrases stay the
    /// caller's.
    ///
    /// @throws IOException if the file cannot be replaced; it is then as it was
    public void put(String label, Passphrase secret, Passphrase vault, Argon2Cost cost)
            throws IOException, VaultException {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var key = key(secret, cost, salt);
        try {
            byte[] box = vault.lend(utf8 -> AesGcm.seal(key, utf8, associated(label), random));
            change(slots -> slots.put(label, new Slot(cost, salt, box)));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Removes the slot `label`; nothing happens when there is none. Copies of the old file still open.
    public void remove(String label) throws IOException, VaultException {
        if (labels().contains(label)) {
            change(slots -> slots.remove(label));
        }
    }

    private interface Change {
        void make(TreeMap<String, Slot> slots);
    }

    private void change(Change change) throws IOException, VaultException {
        try (var hold = file.hold()) {
            var slots = read();
            change.make(slots);
            var text = new StringBuilder(HEAD).append('\n');
            slots.forEach((label, slot) -> text.append(slot.line(label)));
            hold.replace(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private TreeMap<String, Slot> read() throws IOException, VaultException {
        var slots = new TreeMap<String, Slot>();
        if (!file.exists()) {
            return slots;
        }
        var lines = new String(file.read(), StandardCharsets.US_ASCII).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new VaultException.DamagedVault("these are not key slots");
        }
        for (var line : lines.subList(1, lines.size())) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new VaultException.DamagedVault("a key slot cannot be read");
            }
            slots.put(parts.group(1), slot(parts.group(2), parts.group(3), parts.group(4), parts.group(5)));
        }
        return slots;
    }

    private static Slot slot(String memory, String passes, String salt, String box) throws VaultException {
        try {
            var cost = new Argon2Cost(Integer.parseInt(memory), Integer.parseInt(passes));
            var decoder = Base64.getDecoder();
            return new Slot(cost, decoder.decode(salt), decoder.decode(box));
        } catch (IllegalArgumentException e) {
            throw new VaultException.DamagedVault(e);
        }
    }

    private static byte[] key(Passphrase secret, Argon2Cost cost, byte[] salt) {
        var parameters = new Argon2id.Cost(cost.memoryKib(), cost.passes(), 1);
        return secret.lend(utf8 -> Argon2id.derive(utf8, salt, PURPOSE, parameters, AesGcm.KEY_BYTES));
    }

    private byte[] associated(String label) {
        return "%s %s\n%s".formatted(HEAD, owner, label).getBytes(StandardCharsets.UTF_8);
    }
}
