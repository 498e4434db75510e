package dev.sealbench.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseHashTest {

    private static final String SALT_AND_HASH = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Test
    void onlyThePassphraseThatWasSetIsKnownAgain() {
        var stored = PassphraseHash.of(TestVaults.passphrase(), Argon2Cost.least(), new SecureRandom())
                .text();

        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(128);
        assertThat(PassphraseHash.parse(stored).isOf(TestVaults.passphrase())).isTrue();
        assertThat(PassphraseHash.parse(stored).isOf(TestVaults.otherPassphrase()))
                .isFalse();
    }

    @Test
    void onePassphraseHasManyHashes() {
        var random = new SecureRandom();

        assertThat(PassphraseHash.of(TestVaults.passphrase(), Argon2Cost.least(), random)
                        .text())
                .isNotEqualTo(PassphraseHash.of(TestVaults.passphrase(), Argon2Cost.least(), random)
                        .text());
    }

    /// A row of the books is hostile: it must not be able to ask for all the memory, or for none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=9999999,t=3,p=1",
                "$argon2id$v=19$m=8,t=3,p=1",
                "$argon2id$v=19$m=65536,t=1,p=1",
                "$argon2id$v=19$m=65536,t=99,p=1",
                "$argon2id$v=19$m=65536,t=3,p=4",
                "$argon2i$v=19$m=65536,t=3,p=1"
            })
    void aCostOutOfBoundsIsRefused(String parameters) {
        assertThatIllegalArgumentException().isThrownBy(() -> PassphraseHash.parse(parameters + SALT_AND_HASH));
    }
}
