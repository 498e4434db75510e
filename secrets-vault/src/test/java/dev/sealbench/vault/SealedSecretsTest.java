package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static dev.sealbench.vault.TestVaults.OTHER_CONTEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedSecretsTest {

    /// Offsets in the encoding: head 1 + 4 + 6 + 4 * 32, data key 1 + 60, then boxes of value + 28.
    private static final int WRAPPED_KEY_AT = 140;

    private static final int BOXES_AT = 200;
    private static final int WEB_BOX_BYTES = 16 + 28;

    @TempDir
    Path folder;

    private Vault vault;
    private SealedSecrets secrets;

    @BeforeEach
    void drawOneUnit() throws Exception {
        vault = TestVaults.create(folder);
        secrets = TestVaults.draw(vault);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void comesBackFromItsEncoding() throws Exception {
        var again = SealedSecrets.decode(secrets.encode());
        assertThat(again).isEqualTo(secrets);
        assertThat(again.encode()).hasSize(BOXES_AT + 16 + 16 + 24 + 20 + 32 + 32 + 6 * 28);
        assertThat(open(again, SecretKind.OCPP)).isEqualTo(open(secrets, SecretKind.OCPP));
    }

    @Test
    void holdsNoPlaintext() throws Exception {
        var encoded = new String(secrets.encode(), ISO_8859_1);
        for (var kind : SecretKind.credentials()) {
            assertThat(encoded).doesNotContain(new String(open(secrets, kind), US_ASCII));
        }
        assertThat(secrets.toString()).isEqualTo("SealedSecrets[product secret version 1]");
    }

    @ParameterizedTest
    @EnumSource(SecretKind.class)
    void anotherContextDoesNotOpen(SecretKind kind) {
        var access = kind.isCredential() ? KeyAccess.FOR_TWO_PERSONS : KeyAccess.FOR_CHARGER;
        assertThatThrownBy(() -> vault.reveal(secrets.secret(kind, OTHER_CONTEXT), access, byte[]::clone))
                .isInstanceOf(VaultException.TamperedRecord.class);
    }

    @Test
    void twoKindsCannotBeSwapped() throws Exception {
        var encoded = secrets.encode();
        var swapped = encoded.clone();
        System.arraycopy(encoded, BOXES_AT, swapped, BOXES_AT + WEB_BOX_BYTES, WEB_BOX_BYTES);
        System.arraycopy(encoded, BOXES_AT + WEB_BOX_BYTES, swapped, BOXES_AT, WEB_BOX_BYTES);
        refused(swapped, SecretKind.WEB_LOGIN);
        refused(swapped, SecretKind.WEB_PUK);
        assertThat(open(SealedSecrets.decode(swapped), SecretKind.OCPP)).hasSize(20);
    }

    @Test
    void twoUnitsCannotBeSwapped() throws Exception {
        var other = vault.draw(OTHER_CONTEXT, fingerprint -> false).encode();
        refused(other, SecretKind.WEB_LOGIN);
        var mixed = secrets.encode();
        System.arraycopy(other, BOXES_AT, mixed, BOXES_AT, WEB_BOX_BYTES);
        refused(mixed, SecretKind.WEB_LOGIN);
        System.arraycopy(other, WRAPPED_KEY_AT, mixed, WRAPPED_KEY_AT, 60);
        refused(mixed, SecretKind.WEB_LOGIN);
    }

    /// Also what stands in the clear, SSID and fingerprints, cannot be changed behind the back of the vault.
    @Test
    void aBitFlippedBeforeTheLastBoxIsNoticed() {
        var encoded = secrets.encode();
        int otherBoxes = BOXES_AT + WEB_BOX_BYTES;
        for (int bit = 0; bit < otherBoxes * 8; bit += 3) {
            var changed = encoded.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> open(SealedSecrets.decode(changed), SecretKind.WEB_LOGIN))
                    .isInstanceOfAny(VaultException.TamperedRecord.class, VaultException.UnknownVersion.class);
        }
    }

    @Test
    void everyOtherLengthIsRefused() {
        var encoded = secrets.encode();
        for (int length = 0; length < encoded.length + 3; length++) {
            if (length != encoded.length) {
                var cut = Arrays.copyOf(encoded, length);
                assertThatThrownBy(() -> SealedSecrets.decode(cut)).isInstanceOf(VaultException.TamperedRecord.class);
            }
        }
    }

    @Test
    void shreddingKeepsTheFingerprintsAndNothingElse() throws Exception {
        var shredded = SealedSecrets.decode(secrets.shredded().encode());
        assertThat(shredded.isShredded()).isTrue();
        assertThat(shredded.encode()).hasSize(secrets.encode().length - 60);
        assertThat(shredded.fingerprint(SecretKind.OCPP)).isEqualTo(secrets.fingerprint(SecretKind.OCPP));
        assertThat(shredded.ssidTail()).isEqualTo(secrets.ssidTail());
        assertThatThrownBy(() -> open(shredded, SecretKind.OCPP)).isInstanceOf(VaultException.ShreddedRecord.class);
        assertThat(secrets.isShredded()).as("the form before is another object").isFalse();
    }

    @Test
    void aPurposeOpensOnlyItsKinds() {
        assertThatThrownBy(() ->
                        vault.reveal(secrets.secret(SecretKind.OCPP, CONTEXT), KeyAccess.FOR_LABEL, byte[]::clone))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.reveal(
                        secrets.secret(SecretKind.WEB_LOGIN, CONTEXT), KeyAccess.FOR_HAND_OVER, byte[]::clone))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.reveal(
                        secrets.secret(SecretKind.OWNER_AUTH, CONTEXT), KeyAccess.FOR_TWO_PERSONS, byte[]::clone))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loansAreWiped() throws Exception {
        var octets = new AtomicReference<byte[]>();
        var chars = new AtomicReference<char[]>();
        var puk = secrets.secret(SecretKind.WEB_PUK, CONTEXT);
        vault.reveal(puk, KeyAccess.FOR_LABEL, loan -> {
            octets.set(loan);
            return null;
        });
        assertThatThrownBy(() -> vault.revealText(puk, KeyAccess.FOR_LABEL, loan -> {
                    chars.set(loan);
                    throw new IllegalStateException("no paper");
                }))
                .hasMessage("no paper");
        assertThat(octets.get()).hasSize(16).containsOnly(0);
        assertThat(chars.get()).hasSize(19).containsOnly('\0');
    }

    @Test
    void anotherVaultDoesNotOpen(@TempDir Path elsewhere) throws Exception {
        try (var other = TestVaults.create(elsewhere)) {
            assertThatThrownBy(() -> other.reveal(
                            secrets.secret(SecretKind.OCPP, CONTEXT), KeyAccess.FOR_HAND_OVER, byte[]::clone))
                    .isInstanceOf(VaultException.TamperedRecord.class);
        }
    }

    @Test
    void furtherRecordsOpenWithTheirContextOnly() throws Exception {
        var plain = "a label".getBytes(US_ASCII);
        var sealed = vault.seal(CONTEXT, plain);
        assertThat(vault.<byte[]>open(CONTEXT, sealed, byte[]::clone)).isEqualTo(plain);
        assertThatThrownBy(() -> vault.open(OTHER_CONTEXT, sealed, byte[]::clone))
                .isInstanceOf(VaultException.TamperedRecord.class);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(CONTEXT, changed, byte[]::clone))
                    .isInstanceOfAny(VaultException.TamperedRecord.class, VaultException.UnknownVersion.class);
        }
        assertThatThrownBy(() -> vault.open(CONTEXT, new byte[3], byte[]::clone))
                .isInstanceOf(VaultException.TamperedRecord.class);
    }

    private void refused(byte[] encoded, SecretKind kind) {
        assertThatThrownBy(() -> open(SealedSecrets.decode(encoded), kind))
                .isInstanceOf(VaultException.TamperedRecord.class);
    }

    private byte[] open(SealedSecrets sealed, SecretKind kind) throws VaultException {
        return vault.reveal(sealed.secret(kind, CONTEXT), KeyAccess.FOR_TWO_PERSONS, byte[]::clone);
    }
}
