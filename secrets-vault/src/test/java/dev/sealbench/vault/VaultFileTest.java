package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static dev.sealbench.vault.TestVaults.file;
import static dev.sealbench.vault.TestVaults.otherPassphrase;
import static dev.sealbench.vault.TestVaults.passphrase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultFileTest {

    @TempDir
    Path folder;

    @Test
    void theSameKeysComeBack() throws Exception {
        byte[] orderKey;
        SealedSecrets secrets;
        try (var vault = TestVaults.create(folder)) {
            orderKey = vault.publicKey(KeyId.STATION_ORDER);
            assertThat(orderKey).hasSize(91).isNotEqualTo(vault.publicKey(KeyId.DEVICE_CA));
            secrets = TestVaults.draw(vault);
        }
        try (var vault = open()) {
            assertThat(vault.publicKey(KeyId.STATION_ORDER)).isEqualTo(orderKey);
            assertThat(vault.<Integer>reveal(
                            secrets.secret(SecretKind.OCPP, CONTEXT), KeyAccess.FOR_HAND_OVER, loan -> loan.length))
                    .isEqualTo(20);
        }
    }

    @Test
    void aWrongPassphraseAndADamagedFileAreTwoThings() throws Exception {
        TestVaults.create(folder).close();
        assertThatThrownBy(() -> Vault.open(file(folder), otherPassphrase()))
                .isInstanceOf(VaultException.WrongPassphrase.class);
        var content = Files.readAllBytes(file(folder));
        damaged(Arrays.copyOf(content, content.length - 1));
        damaged(new byte[0]);
        content[content.length / 2] ^= 0x10;
        damaged(content);
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws Exception {
        TestVaults.create(folder).close();
        var before = Files.readAllBytes(file(folder));
        assertThatThrownBy(() -> TestVaults.create(folder)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(file(folder))).isEqualTo(before);
    }

    @Test
    void aMissingFileAndOneThatOthersMayReadAreRefused() throws Exception {
        assertThatThrownBy(this::open).isInstanceOf(NoSuchFileException.class);
        TestVaults.create(folder).close();
        Files.setPosixFilePermissions(file(folder), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::open).isInstanceOf(FileSystemException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void aShortPassphraseIsNotSet() {
        assertThatThrownBy(
                        () -> Vault.create(file(folder), Passphrase.of("eleven char".toCharArray()), TestVaults.QUICK))
                .isInstanceOf(VaultException.WeakPassphrase.class);
        assertThat(file(folder)).doesNotExist();
    }

    @Test
    void aLockedVaultDoesNothingUntilItIsUnlocked() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            var sealed = TestVaults.draw(vault).secret(SecretKind.OCPP, CONTEXT);
            vault.lock();
            vault.lock();
            assertThat(vault.locked()).isTrue();
            locked(() -> vault.publicKey(KeyId.STATION_ORDER));
            locked(() -> vault.sign(KeyId.STATION_ORDER, new byte[1]));
            locked(() -> TestVaults.draw(vault));
            locked(() -> vault.reveal(sealed, KeyAccess.FOR_HAND_OVER, byte[]::clone));
            locked(() -> vault.seal(CONTEXT, new byte[1]));
            locked(() -> vault.challenge(new byte[1], new byte[34], new byte[32]));
            locked(vault::productSecretVersion);
            locked(() -> vault.backup(passphrase(), 2, 3));
            locked(() -> vault.rotateProductSecret(passphrase()));
            assertThatThrownBy(() -> vault.unlock(otherPassphrase()))
                    .isInstanceOf(VaultException.WrongPassphrase.class);
            assertThat(vault.locked()).isTrue();
            vault.unlock(passphrase());
            assertThat(vault.productSecretVersion()).isEqualTo(1);
            assertThat(vault).hasToString("Vault[open]");
        }
    }

    @Test
    void aFailedUnlockLeavesAnOpenVaultOpen() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            assertThatThrownBy(() -> vault.unlock(otherPassphrase()))
                    .isInstanceOf(VaultException.WrongPassphrase.class);
            assertThat(vault.locked()).isFalse();
        }
    }

    @Test
    void thePassphraseCanBeChanged() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            assertThatThrownBy(() -> vault.changePassphrase(otherPassphrase(), passphrase()))
                    .isInstanceOf(VaultException.WrongPassphrase.class);
            assertThatThrownBy(() -> vault.changePassphrase(passphrase(), Passphrase.of("short".toCharArray())))
                    .isInstanceOf(VaultException.WeakPassphrase.class);
            vault.changePassphrase(passphrase(), otherPassphrase());
            assertThat(vault.locked()).isFalse();
        }
        assertThatThrownBy(this::open).isInstanceOf(VaultException.WrongPassphrase.class);
        Vault.open(file(folder), otherPassphrase()).close();
    }

    @Test
    void rotatingKeepsTheOldProductSecret() throws Exception {
        SealedSecrets old;
        try (var vault = TestVaults.create(folder)) {
            old = TestVaults.draw(vault);
            assertThatThrownBy(() -> vault.rotateProductSecret(otherPassphrase()))
                    .isInstanceOf(VaultException.WrongPassphrase.class);
            assertThat(vault.rotateProductSecret(passphrase())).isEqualTo(2);
            assertThat(TestVaults.draw(vault).productSecretVersion()).isEqualTo(2);
        }
        try (var vault = open()) {
            assertThat(vault.productSecretVersion()).isEqualTo(2);
            assertThat(vault.<Integer>reveal(
                            old.secret(SecretKind.OCPP, CONTEXT), KeyAccess.FOR_HAND_OVER, loan -> loan.length))
                    .isEqualTo(20);
        }
    }

    /// The order of replacing: the new content is written beside the file, and renamed when it is on disk.
    @Test
    void aCrashWhileReplacingLeavesTheOldVault() throws Exception {
        TestVaults.create(folder).close();
        Files.write(folder.resolve("station.vault.new"), new byte[] {1, 2, 3});
        try (var vault = open()) {
            assertThat(vault.rotateProductSecret(passphrase())).isEqualTo(2);
        }
        assertThat(folder.resolve("station.vault.new")).doesNotExist();
        open().close();
    }

    @Test
    void onlySigningKeysSign() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            for (var key : KeyId.values()) {
                if (key.signs()) {
                    assertThat(vault.sign(key, new byte[1])).isNotEmpty();
                } else {
                    assertThatThrownBy(() -> vault.sign(key, new byte[1])).isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> vault.publicKey(key)).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    private void damaged(byte[] content) throws IOException {
        Files.write(file(folder), content);
        assertThatThrownBy(this::open).isInstanceOf(VaultException.DamagedVault.class);
    }

    private void locked(org.assertj.core.api.ThrowableAssert.ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(VaultException.Locked.class);
    }

    private Vault open() throws IOException, VaultException {
        try (var passphrase = passphrase()) {
            return Vault.open(file(folder), passphrase);
        }
    }
}
