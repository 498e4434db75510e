package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.vault.Argon2Cost;
import dev.sealbench.vault.BackupShare;
import dev.sealbench.vault.KeySlots;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The key slots of this station's vault: one for the secret of each person who signed in here.
///
/// A slot's label is the person's pseudonym and a mark of the secret's hash in the books. So a slot goes with one
/// secret: after a power cut between books and slots the secret that the books know finds its slot still, and a slot
/// that another station's change of a secret left behind is not taken for the new one.
///
/// Safe to share between threads.
public final class VaultSlots {

    private static final RecordContext KEPT = new RecordContext("vault passphrase".getBytes(StandardCharsets.US_ASCII));

    private final KeySlots slots;
    private final Argon2Cost cost;
    private final Vault vault;
    private final byte[] sealedPassphrase;

    private VaultSlots(KeySlots slots, Argon2Cost cost, Vault vault, byte[] sealedPassphrase) {
        this.slots = slots;
        this.cost = cost;
        this.vault = vault;
        this.sealedPassphrase = sealedPassphrase;
    }

    /// Those of an open vault. The passphrase stays in memory sealed under the vault's own keys.
    static VaultSlots of(StationHome home, StationConfig config, Vault vault, Passphrase passphrase)
            throws StationException {
        try {
            return new VaultSlots(files(home, config), cost(config), vault, passphrase.sealedBy(vault, KEPT));
        } catch (VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// What a guess of a secret costs here.
    public static Argon2Cost cost(StationConfig config) {
        return new Argon2Cost(
                config.signIn().secretMemoryMib() << 10, config.signIn().secretPasses());
    }

    /// The passphrase of a vault that is closed; empty when this secret has no slot here.
    ///
    /// @param hash of the secret, as the books have it
    public static Optional<Passphrase> passphrase(
            StationHome home, StationConfig config, String person, String hash, Passphrase secret)
            throws StationException {
        return translated(() -> files(home, config).open(label(person, hash), secret));
    }

    /// Makes a slot for a secret, if there is none.
    public void ensure(String person, String hash, Passphrase secret) throws StationException {
        translated(() -> {
            if (!slots.labels().contains(label(person, hash))) {
                try (var passphrase = Passphrase.openedBy(vault, KEPT, sealedPassphrase)) {
                    slots.put(label(person, hash), secret, passphrase, cost);
                }
            }
            return null;
        });
    }

    /// Removes the slots of a person's other secrets.
    public void keepOnly(String person, String hash) throws StationException {
        removeBut(person, label(person, hash));
    }

    /// Removes the slots of a person.
    public void removeAll(String person) throws StationException {
        removeBut(person, "");
    }

    /// A backup of the vault in two shares; nobody restores it without both. The caller closes them.
    List<BackupShare> backup() throws IOException, VaultException {
        try (var passphrase = Passphrase.openedBy(vault, KEPT, sealedPassphrase)) {
            return vault.backup(passphrase, 2, 2);
        }
    }

    private void removeBut(String person, String kept) throws StationException {
        translated(() -> {
            for (var label : slots.labels()) {
                if (label.startsWith(person + ".") && !label.equals(kept)) {
                    slots.remove(label);
                }
            }
            return null;
        });
    }

    private static KeySlots files(StationHome home, StationConfig config) {
        return new KeySlots(home.keySlots(), config.stationId(), new SecureRandom());
    }

    private static String label(String person, String hash) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(hash.getBytes(StandardCharsets.US_ASCII));
            return person + "." + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private interface Work<T> {
        T run() throws IOException, VaultException;
    }

    private static <T> T translated(Work<T> work) throws StationException {
        try {
            return work.run();
        } catch (IOException | VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, "key slots: " + e.getMessage(), e);
        }
    }
}
