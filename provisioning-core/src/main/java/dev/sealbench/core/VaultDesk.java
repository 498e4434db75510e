package dev.sealbench.core;

import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.VaultBackup;
import java.nio.file.Path;

/// The station's vault: its backup, which two persons make together. Safe to share between threads.
public final class VaultDesk {

    private final Bench bench;
    private final Session session;

    VaultDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
    }

    /// What a further station needs to belong to the same product, or this one after its disk died: product secrets and
    /// fingerprint key, in a new file that opens with both passphrases together. Signing keys are not in it.
    ///
    /// @param product as people call it; a restore asks for the same word
    /// @param own what this person will open it with, 12 characters at least; stays the caller's to close
    /// @param seconds what the second person will open it with; another one
    /// @return the SHA-256 of the file, which stands in the log
    /// @throws StationException when there is no second person, or a file already, or it cannot be written
    public Digest backup(Path file, String product, PassphraseSource.Entered own, PassphraseSource.Entered seconds)
            throws StationException {
        session.require(Permission.BACK_UP_VAULT);
        return Desks.noted(bench, "vault.backup-refused", () -> {
            var second = session.requireSecond();
            try (var _ = session.working()) {
                return new VaultBackup(bench).write(file, product, own.passphrase(), seconds.passphrase(), second);
            }
        });
    }
}
