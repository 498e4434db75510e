package dev.sealbench.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.release.LmsStateException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareKeysTest {

    private final TestRelease machine = TestRelease.shared();

    @Test
    void opensslOpensTheEcdsaKeyWithThePassphraseOnly() throws Exception {
        var folder = machine.place.folder();
        Files.writeString(folder.resolveSibling("pass"), new String(TestRelease.PASSPHRASE));
        Files.writeString(folder.resolveSibling("wrong"), "not the passphrase");
        var ran =
                TestFiles.run(folder, "openssl", "pkey", "-in", "ecdsa.key.pem", "-passin", "file:../pass", "-pubout");
        assertThat(ran.output())
                .isEqualTo(P256PublicKey.ofSpki(machine.keys.ecdsaPublicKey()).pem());
        assertThat(TestFiles.run(folder, "openssl", "pkey", "-in", "ecdsa.key.pem", "-passin", "file:../wrong")
                        .exitCode())
                .isNotZero();
    }

    @Test
    void aWrongPassphraseIsRefused() {
        assertThatThrownBy(() -> FirmwareKeys.open(machine.place, "wrong passphrase".toCharArray(), TestRelease.TODAY))
                .isInstanceOf(WrongPassphraseException.class)
                .hasMessageNotContaining("wrong passphrase");
    }

    @Test
    void keysThatAreOpenCannotBeOpenedAgain() {
        var refused = catchThrowableOfType(
                LmsStateException.class,
                () -> FirmwareKeys.open(machine.place, TestRelease.PASSPHRASE, TestRelease.TODAY));
        assertThat(refused.reason()).isEqualTo(Reason.IN_USE);
    }

    /// The index is in the ledger, not in the key: what a new pair signed is never signed with again.
    @Test
    void aNewPairSignsAtOnceAndGoesOnWhereItStoppedWhenItIsOpenedAgain(@TempDir Path folder) throws Exception {
        var place = KeyPlace.in(folder.resolve("k"));
        var digest = Sha256.of(new byte[] {1});
        byte[] first;
        try (var pair = FirmwareKeys.generate(place, TestRelease.PASSPHRASE, new SecureRandom(), TestRelease.TODAY)) {
            first = pair.signLms(digest);
            assertThat(pair.signaturesLeft()).isEqualTo(1_023);
        }
        try (var pair = FirmwareKeys.open(place, TestRelease.PASSPHRASE, TestRelease.TODAY)) {
            var second = pair.signLms(digest);
            assertThat(ByteBuffer.wrap(first).getInt()).isZero();
            assertThat(ByteBuffer.wrap(second).getInt()).isEqualTo(1);
            var publicKey = new LmsPublicKey(pair.lmsPublicKey());
            assertThat(publicKey.verifies(digest, first)).isTrue();
            assertThat(publicKey.verifies(digest, second)).isTrue();
        }
    }

    @Test
    void filesAreTheirOwnersOnly() throws IOException {
        try (var files = Files.list(machine.place.folder())) {
            assertThat(files)
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void keysAreNeverOverwrittenAndAPassphraseIsNotShort(@TempDir Path folder) {
        assertThatThrownBy(() -> FirmwareKeys.generate(
                        machine.place, TestRelease.PASSPHRASE, new SecureRandom(), TestRelease.TODAY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() -> FirmwareKeys.generate(
                        KeyPlace.in(folder.resolve("k")),
                        "eleven char".toCharArray(),
                        new SecureRandom(),
                        TestRelease.TODAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("k")).doesNotExist();
    }

    @Test
    void aPrivateKeyOfAnotherPairIsNoticed(@TempDir Path folder) throws Exception {
        var copy = KeyPlace.in(folder.resolve("k"));
        Files.createDirectories(copy.folder());
        for (var name : new String[] {"ecdsa.key.pem", "lms.key.pem", "lms.pub"}) {
            Files.copy(machine.place.folder().resolve(name), copy.folder().resolve(name));
        }
        Files.writeString(copy.ecdsaPublicKey(), TestKeys.fresh().publicKey().pem());
        assertThatThrownBy(() -> FirmwareKeys.open(copy, TestRelease.PASSPHRASE, TestRelease.TODAY))
                .isInstanceOf(WrongPassphraseException.class);
    }

    @Test
    void toStringNamesTheKeysAndNoSecret() {
        assertThat(machine.keys.toString()).startsWith("FirmwareKeys[ecdsa ");
    }
}
