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

    private static final String BEGUN = "vault.backup-begun";
    private static final String DONE = "vault.backed-up";
    private static final String UNFINISHED = "vault.backup-unfinished";

    private final Bench bench;

    public VaultBackup(Bench bench) {
        this.bench = bench;
    }

    /// Writes a new file; the log says that it begins before, and that it is there afterwards.
    ///
    /// @param second who confirms, as events name people
    /// @return the SHA-256 of the file
    /// @throws StationException also when an earlier one was cut off: once, and the log says so then
    public Digest write(Path file, String product, Passphrase own, Passphrase seconds, String second)
            throws StationException {
        settle(file);
        requireNone(file);
        var content = sealed(product, own, seconds);
        var digest = Digest.sha256(content);
        var detail = "product %s, file %s, confirmed by %s".formatted(product, digest.hex(), second);
        note(BEGUN, EventRecord.Result.OK, detail);
        try {
            DurableFiles.create(file, content);
        } catch (FileAlreadyExistsException e) {
            note(UNFINISHED, EventRecord.Result.FAILED, detail);
            throw there(file);
        } catch (IOException e) {
            note(UNFINISHED, EventRecord.Result.FAILED, detail);
            throw new StationException(Fault.VAULT_BACKUP, "%s cannot be written".formatted(file), e);
        }
        note(DONE, EventRecord.Result.OK, detail);
        return digest;
    }

    /// Says of a backup that a power cut ended how far it came.
    private void settle(Path file) throws StationException {
        var last = Desks.ask(() -> bench.books().events().last(BEGUN, DONE, UNFINISHED))
                .filter(event -> event.action().equals(BEGUN));
        if (last.isEmpty()) {
            return;
        }
        var begun = last.get();
        if (isTheFileOf(begun, file)) {
            note(DONE, EventRecord.Result.OK, begun.detail());
            throw new StationException(
                    Fault.VAULT_BACKUP,
                    "%s is the backup that was begun on %s: it is whole, and opens with the passphrases of that day"
                            .formatted(file, begun.at()));
        }
        note(UNFINISHED, EventRecord.Result.FAILED, begun.detail());
        throw new StationException(
                Fault.VAULT_BACKUP,
                "a backup that was begun on %s was not finished, %s: if there is such a file, delete it; then back up again"
                        .formatted(begun.at(), begun.detail()));
    }

    private static boolean isTheFileOf(EventRecord begun, Path file) throws StationException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return begun.detail()
                    .contains("file "
                            + Digest.sha256(in.readNBytes(BackupFile.MOST_BYTES))
                                    .hex() + ",");
        } catch (IOException e) {
            throw new StationException(Fault.VAULT_BACKUP, "%s cannot be read".formatted(file), e);
        }
    }

    private void note(String action, EventRecord.Result result, String detail) throws StationException {
        var event = new NewEvent(action, Optional.empty(), Optional.empty(), result, detail);
        Desks.ask(() -> bench.books().events().append(event, bench.author()));
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
