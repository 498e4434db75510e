package dev.sealbench.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySlotsTest {

    @TempDir
    Path folder;

    private Path file;
    private KeySlots slots;

    @BeforeEach
    void makeTwoSlots() throws Exception {
        file = folder.resolve("vault.keyslots");
        slots = slots("line-1");
        slots.put("p-1", secret("the secret of one"), TestVaults.passphrase(), Argon2Cost.least());
        slots.put("p-2", secret("the secret of two"), TestVaults.passphrase(), Argon2Cost.least());
    }

    @Test
    void eachSecretOpensTheVaultThroughItsOwnSlot() throws Exception {
        TestVaults.create(folder).close();

        for (var label : new String[] {"p-1", "p-2"}) {
            var secret = label.equals("p-1") ? "the secret of one" : "the secret of two";
            try (var passphrase = slots.open(label, secret(secret)).orElseThrow();
                    var vault = Vault.open(TestVaults.file(folder), passphrase)) {
                assertThat(vault.locked()).isFalse();
            }
        }
    }

    @Test
    void theSecretOfAnotherSlotOpensNothing() {
        assertWrong(slots, "p-1", "the secret of two");
    }

    @Test
    void aSlotThatIsNotThereIsNoError() throws Exception {
        assertThat(slots.open("p-3", secret("the secret of one"))).isEmpty();
        slots.remove("p-3");
        assertThat(slots.labels()).containsExactlyInAnyOrder("p-1", "p-2");
    }

    @Test
    void aRemovedSlotIsGoneAndTheOthersStay() throws Exception {
        slots.remove("p-1");

        assertThat(slots.labels()).containsExactly("p-2");
        assertThat(slots.open("p-2", secret("the secret of two"))).isPresent();
        assertThat(Files.readString(file)).doesNotContain("p-1");
    }

    @Test
    void aSlotUnderAnotherLabelOrOfAnotherOwnerDoesNotOpen() throws Exception {
        Files.writeString(file, Files.readString(file).replace("p-1", "p-9"));

        assertWrong(slots, "p-9", "the secret of one");
        assertWrong(slots("line-2"), "p-2", "the secret of two");
        assertThat(slots.open("p-2", secret("the secret of two"))).isPresent();
    }

    @Test
    void eachChangedOctetOfABoxIsNoticed() throws Exception {
        var good = Files.readString(file);
        int box = good.indexOf("p-1");
        int end = good.indexOf('\n', box);
        for (int at = good.lastIndexOf(' ', end) + 1; at < end; at += 7) {
            var changed = new StringBuilder(good);
            changed.setCharAt(at, good.charAt(at) == 'A' ? 'B' : 'A');
            Files.writeString(file, changed);
            assertWrong(slots, "p-1", "the secret of one");
        }
    }

    @Test
    void aFileThatIsNoneOfSlotsIsDamaged() throws Exception {
        for (var content : new String[] {
            "", "something else\n", "sealbench key slots 1\np-1 m=8,t=1 AAAA AAAA\n", Files.readString(file) + "x\n"
        }) {
            Files.writeString(file, content);
            assertThatExceptionOfType(VaultException.DamagedVault.class)
                    .as(content)
                    .isThrownBy(() -> slots.open("p-1", secret("the secret of one")));
        }
    }

    @Test
    void aCostThatNobodySetIsNotWorked() throws Exception {
        Files.writeString(file, Files.readString(file).replace("m=19456,t=2", "m=9999999,t=2"));

        assertThatExceptionOfType(VaultException.DamagedVault.class)
                .isThrownBy(() -> slots.open("p-1", secret("the secret of one")));
    }

    @Test
    void theFileIsItsOwnersAloneAndHoldsNoPassphrase() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain("secret of", "correct horse");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatIOException().isThrownBy(() -> slots.open("p-1", secret("the secret of one")));
    }

    @Test
    void aPassphraseThatAVaultKeepsComesBackOut() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            var sealed = TestVaults.passphrase().sealedBy(vault, TestVaults.CONTEXT);
            try (var opened = Passphrase.openedBy(vault, TestVaults.CONTEXT, sealed)) {
                assertThat(opened.length()).isEqualTo(TestVaults.passphrase().length());
                Vault.open(TestVaults.file(folder), opened).close();
            }
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("horse");
            assertThatExceptionOfType(VaultException.TamperedRecord.class)
                    .isThrownBy(() -> Passphrase.openedBy(vault, TestVaults.OTHER_CONTEXT, sealed));
        }
    }

    @Test
    void aValueHasOneFingerprintPerContextAndVault() throws Exception {
        try (var vault = TestVaults.create(folder);
                var other = TestVaults.create(Files.createDirectory(folder.resolve("other")))) {
            var one = vault.fingerprint(TestVaults.CONTEXT, secret("12345678"));
            assertThat(vault.fingerprint(TestVaults.CONTEXT, secret("12345678")))
                    .isEqualTo(one);
            assertThat(vault.fingerprint(TestVaults.CONTEXT, secret("12345679")))
                    .isNotEqualTo(one);
            assertThat(vault.fingerprint(TestVaults.OTHER_CONTEXT, secret("12345678")))
                    .isNotEqualTo(one);
            assertThat(other.fingerprint(TestVaults.CONTEXT, secret("12345678")))
                    .isNotEqualTo(one);
        }
    }

    private KeySlots slots(String owner) {
        return new KeySlots(file, owner, new SecureRandom());
    }

    private static void assertWrong(KeySlots slots, String label, String secret) {
        assertThatExceptionOfType(VaultException.WrongPassphrase.class)
                .isThrownBy(() -> slots.open(label, secret(secret)));
    }

    private static Passphrase secret(String text) {
        return Passphrase.of(text.toCharArray());
    }
}
