package dev.sealbench.core;

import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.run.BenchOpening;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.vault.BackupFile;
import dev.sealbench.vault.BackupShare;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultConfig;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Makes the vault of a home that has none, from a backup: docs/design/058-vault-backup.md. Nobody can sign in there
/// yet; who does it are the two persons whose passphrases open the backup.
public final class VaultRestore {

    private static final String NOBODY = "nobody";

    private static final String BEGUN = "vault.restore-begun";
    private static final String DONE = "vault.restored";
    private static final String UNFINISHED = "vault.restore-unfinished";

    private final StationHome home;
    private final BenchOpening opening;

    private VaultRestore(StationHome home, BenchOpening opening) {
        this.home = home;
        this.opening = opening;
    }

    /// The two passphrases of the backup, in the order in which it was made, and the one that the new vault gets. They
    /// stay the caller's to close.
    public record Passphrases(
            PassphraseSource.Entered first, PassphraseSource.Entered second, PassphraseSource.Entered vault) {}

    /// What was restored, and the new vault's own keys, which the vendor has to state before the station works.
    ///
    /// @param from the station whose vault was backed up
    /// @param productSecretVersion the newest
    /// @param orderKey public, PEM
    /// @param deviceCaKey public, PEM
    public record Report(String from, int productSecretVersion, String orderKey, String deviceCaKey) {}

    /// Restores product secrets and fingerprint key. The keys that sign are new: with those of the first station, two
    /// stations would sign one log.
    ///
    /// @param home has settings and books, and no vault. If the power failed behind this file's vault, the same
    ///     call finishes, with the passphrase of that vault
    /// @param product as the backup's
    /// @throws StationException when there is a vault, or the file or a passphrase is another
    public static Report restore(StationHome home, Clock clock, Path file, String product, Passphrases passphrases)
            throws StationException {
        try (var opening = BenchOpening.begin(home, clock)) {
            var restore = new VaultRestore(home, opening);
            var nobody = opening.author(NOBODY);
            return Desks.noted(opening.books(), nobody, "vault.restore-refused", () -> {
                var begun = restore.begun();
                if (begun.isEmpty() || Files.exists(home.keySlots())) {
                    requireNone(home.vault());
                    requireNone(home.keySlots());
                }
                return restore.restore(file, product, passphrases, begun);
            });
        }
    }

    /// What a restore that a power cut ended said of itself.
    private Optional<String> begun() throws StationException {
        return Desks.ask(() -> opening.books().events().last(BEGUN, DONE, UNFINISHED))
                .filter(event -> event.action().equals(BEGUN))
                .map(EventRecord::detail);
    }

    private static void requireNone(Path file) throws StationException {
        if (Files.exists(file)) {
            throw new StationException(
                    Fault.VAULT_BACKUP,
                    "this home has a vault (%s): restore into a home that has none".formatted(file.getFileName()));
        }
    }

    private Report restore(Path file, String product, Passphrases passphrases, Optional<String> begun)
            throws StationException {
        List<BackupShare> shares = List.of();
        try {
            var content = content(file);
            var backup = BackupFile.read(content);
            requireProduct(backup.origin(), product);
            shares = backup.open(List.of(
                    passphrases.first().passphrase(), passphrases.second().passphrase()));
            requireStrong(passphrases.vault().passphrase());
            var detail = detail(backup.origin(), Digest.sha256(content));
            try (var vault = vault(shares, passphrases.vault().passphrase(), detail, begun)) {
                note(DONE, EventRecord.Result.OK, detail);
                return report(backup.origin(), vault);
            }
        } catch (IOException | VaultException e) {
            throw new StationException(Fault.VAULT_BACKUP, e.getMessage(), e);
        } finally {
            shares.forEach(BackupShare::close);
        }
    }

    /// A vault is never there without a word of it in the log: before it is made, that it is about to be.
    private Vault vault(List<BackupShare> shares, Passphrase passphrase, String detail, Optional<String> begun)
            throws IOException, VaultException, StationException {
        if (begun.equals(Optional.of(detail)) && Files.exists(home.vault())) {
            return Vault.open(home.vault(), passphrase);
        }
        requireNone(home.vault());
        if (begun.isPresent()) {
            note(UNFINISHED, EventRecord.Result.FAILED, begun.get());
        }
        note(BEGUN, EventRecord.Result.OK, detail);
        return Vault.restore(home.vault(), passphrase, VaultConfig.standard(), shares);
    }

    private static Report report(BackupFile.Origin origin, Vault vault) throws VaultException {
        return new Report(
                origin.station(),
                vault.productSecretVersion(),
                P256PublicKey.ofSpki(vault.publicKey(KeyId.STATION_ORDER)).pem(),
                P256PublicKey.ofSpki(vault.publicKey(KeyId.DEVICE_CA)).pem());
    }

    private static String detail(BackupFile.Origin origin, Digest file) {
        return "product %s of station %s, file %s".formatted(origin.product(), origin.station(), file.hex());
    }

    private void note(String action, EventRecord.Result result, String detail) throws StationException {
        var event = new NewEvent(action, Optional.empty(), Optional.empty(), result, detail);
        Desks.ask(() -> opening.books().events().append(event, opening.author(NOBODY)));
    }

    private static void requireProduct(BackupFile.Origin origin, String product) throws StationException {
        if (!origin.product().equals(product)) {
            throw new StationException(
                    Fault.VAULT_BACKUP,
                    "this is a backup of product %s, made at station %s on %s, and none of product %s"
                            .formatted(origin.product(), origin.station(), origin.made(), product));
        }
    }

    /// Asked before the log says that there is a vault.
    private static void requireStrong(Passphrase passphrase) throws StationException {
        if (passphrase.length() < Vault.PASSPHRASE_MIN_CHARS) {
            throw new StationException(
                    Fault.VAULT_BACKUP,
                    "the passphrase of a vault has at least %d characters".formatted(Vault.PASSPHRASE_MIN_CHARS));
        }
    }

    private static byte[] content(Path file) throws StationException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(BackupFile.MOST_BYTES);
        } catch (IOException e) {
            throw new StationException(Fault.VAULT_BACKUP, "%s cannot be read".formatted(file), e);
        }
    }
}
