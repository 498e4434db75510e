package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static dev.sealbench.vault.TestVaults.passphrase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void anyTwoOfThreeRestoreWhatCannotBeMadeAgain() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            vault.rotateProductSecret(passphrase());
            var secrets = TestVaults.draw(vault);
            var shares = vault.backup(passphrase(), 2, 3);
            var sent = List.of(again(shares.get(2)), again(shares.get(0)));
            try (var restored = restore(sent)) {
                assertThat(restored.productSecretVersion()).isEqualTo(2);
                assertThat(restored.publicKey(KeyId.STATION_ORDER)).isNotEqualTo(vault.publicKey(KeyId.STATION_ORDER));
                var ocpp = secrets.secret(SecretKind.OCPP, CONTEXT);
                assertThat(restored.reveal(ocpp, KeyAccess.FOR_HAND_OVER, byte[]::clone))
                        .isEqualTo(vault.reveal(ocpp, KeyAccess.FOR_HAND_OVER, byte[]::clone));
            }
        }
    }

    @Test
    void sharesThatDoNotRestoreAreRefused() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            var shares = vault.backup(passphrase(), 2, 3);
            var others = vault.backup(passphrase(), 2, 3);
            refused(List.of());
            refused(List.of(shares.get(0)));
            refused(List.of(shares.get(0), again(shares.get(0))));
            refused(List.of(shares.get(0), others.get(1)));
            var forged = new BackupShare(new BackupShare.Head(0, 2, 1), new byte[90]);
            refused(List.of(forged, new BackupShare(new BackupShare.Head(0, 2, 2), new byte[90])));
            refused(List.of(forged, new BackupShare(new BackupShare.Head(0, 2, 2), new byte[91])));
        }
    }

    @Test
    void aSlipOfThePenIsNoticed() throws Exception {
        try (var vault = TestVaults.create(folder);
                var share = vault.backup(passphrase(), 2, 2).getFirst()) {
            var encoded = share.lend(byte[]::clone);
            for (int i = 0; i < encoded.length; i++) {
                var changed = encoded.clone();
                changed[i] ^= 4;
                assertThatThrownBy(() -> BackupShare.decode(changed)).isInstanceOf(VaultException.BadShares.class);
            }
            assertThatThrownBy(() -> BackupShare.decode(new byte[10])).isInstanceOf(VaultException.BadShares.class);
            assertThat(share.toString()).matches("BackupShare\\[\\p{XDigit}{16} number 1 of at least 2]");
        }
    }

    @Test
    void aBackupWantsThePassphrase() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            assertThatThrownBy(() -> vault.backup(TestVaults.otherPassphrase(), 2, 3))
                    .isInstanceOf(VaultException.WrongPassphrase.class);
            assertThatThrownBy(() -> vault.backup(passphrase(), 1, 3)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void refused(List<BackupShare> shares) {
        assertThatThrownBy(() -> restore(shares)).isInstanceOf(VaultException.BadShares.class);
        assertThat(TestVaults.file(elsewhere)).doesNotExist();
    }

    private Vault restore(List<BackupShare> shares) throws Exception {
        return Vault.restore(TestVaults.file(elsewhere), passphrase(), TestVaults.QUICK, shares);
    }

    private static BackupShare again(BackupShare share) throws VaultException {
        return BackupShare.decode(share.lend(byte[]::clone));
    }
}
