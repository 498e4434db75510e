package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.vault.BackupFile;
import dev.sealbench.vault.BackupShare;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes backups of the vault: docs/design/058-vault-backup.md.
public final class VaultBackup {

    private final Bench bench;

    public VaultBackup(Bench bench) {
        this.bench = bench;
    }

    /// Writes a new file; the log says so before it is there.
    ///
    /// @param second who confirms, as events name people
    /// @return the SHA-256 of the file
    public Digest write(Path file, String product, Passphrase own, Passphrase seconds, String second)
            throws StationException {
        requireNone(file);
        var content = sealed(product, own, seconds);
        var digest = Digest.sha256(content);
        var event = new NewEvent(
                "vault.backed-up",
                Optional.empty(),
                Optional.empty(),
                EventRecord.Result.OK,
                "product %s, file %s, confirmed by %s".formatted(product, digest.hex(), second));
        Desks.ask(() -> bench.books().events().append(event, bench.author()));
        try {
            DurableFiles.create(file, content);
        } catch (FileAlreadyExistsException e) {
            throw there(file);
        } catch (IOException e) {
            throw new StationException(Fault.VAULT_BACKUP, "%s cannot be written".formatted(file), e);
        }
        return digest;
    }

    private byte[] sealed(String product, Passphrase own, Passphrase seconds) throws StationException {
        List<BackupShare> shares = List.of();
        try {
            var origin = new BackupFile.Origin(
                    product, bench.config().stationId(), bench.clock().instant());
            shares = bench.slots().backup();
            return BackupFile.seal(shares, List.of(own, seconds), origin, VaultSlots.cost(bench.config()));
        } catch (IOException | VaultException | IllegalArgumentException e) {
            throw new StationException(Fault.VAULT_BACKUP, e.getMessage(), e);
        } finally {
            shares.forEach(BackupShare::close);
        }
    }

    private static void requireNone(Path file) throws StationException {
        if (Files.exists(file)) {
            throw there(file);
        }
    }

    private static StationException there(Path file) {
        return new StationException(Fault.VAULT_BACKUP, "%s is there already: name a new file".formatted(file));
    }
}
