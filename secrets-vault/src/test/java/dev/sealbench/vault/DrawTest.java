package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.vault.internal.random.StreamRandom;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawTest {

    @TempDir
    Path folder;

    /// The known answers as they are sealed: check digit and hyphens added.
    @Test
    void oneStreamGivesTheKnownAnswers() throws Exception {
        try (var vault = TestVaults.create(folder);
                var drawn = drawer(new StreamRandom("EOL-KAT-1")).draw(fingerprint -> false)) {
            assertThat(text(drawn, SecretKind.WEB_LOGIN)).isEqualTo("LV63R5CTN4C4MNW5");
            assertThat(text(drawn, SecretKind.WEB_PUK))
                    .startsWith("669188078022022")
                    .hasSize(16);
            assertThat(text(drawn, SecretKind.ACCESS_POINT)).isEqualTo("83HL-PLPV-FNMX-CV7D-DCWW");
            assertThat(text(drawn, SecretKind.OCPP)).isEqualTo("dTNCphHDVQtApX6QQznf");
            assertThat(drawn.ssidTail()).isEqualTo("HLXRTF");
            assertThat(vault.locked()).isFalse();
        }
    }

    @Test
    void aValueThatWasIssuedIsDrawnAgain() throws Exception {
        var seen = new ArrayList<Fingerprint>();
        var known = new HashSet<Fingerprint>();
        TestVaults.create(folder).close();
        try (var first = drawer(new StreamRandom("EOL-KAT-1")).draw(known::contains)) {
            known.addAll(first.fingerprints().values());
            try (var second = drawer(new StreamRandom("EOL-KAT-1")).draw(fingerprint -> {
                seen.add(fingerprint);
                return known.contains(fingerprint);
            })) {
                assertThat(second.fingerprints().values()).doesNotContainAnyElementsOf(known);
                assertThat(text(second, SecretKind.WEB_LOGIN)).isNotEqualTo(text(first, SecretKind.WEB_LOGIN));
            }
        }
        assertThat(seen).hasSizeGreaterThan(4);
    }

    @Test
    void booksThatKnowEverythingStopTheLine() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            var asked = new AtomicInteger();
            assertThatThrownBy(() -> vault.draw(CONTEXT, fingerprint -> asked.incrementAndGet() > 0))
                    .isInstanceOf(VaultException.NoRandomness.class);
            assertThat(asked).hasValue(8);
        }
    }

    @Test
    void aPredicateThatFailsIsHeard() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            assertThatThrownBy(() -> vault.draw(CONTEXT, fingerprint -> {
                        throw new IllegalStateException("no database");
                    }))
                    .hasMessage("no database");
        }
    }

    /// openssl mac -digest SHA256 -macopt hexkey:KEY HMAC, with KEY = SHA-256("vault-KAT" || u32be(1)).
    @Test
    void aFingerprintIsAnHmacUnderItsKey() throws Exception {
        TestVaults.create(folder, new StreamRandom("vault-KAT")).close();
        assertThat(keys().fingerprint("value".getBytes(US_ASCII)))
                .isEqualTo(TestVaults.hex("4b8d7a55f7e2a24e04f200db49791783dc4c815a8b2716df3a30bd406fedae4a"));
    }

    @Test
    void noTwoUnitsShareAnything() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            var all = new HashSet<Object>();
            int units = 50;
            for (int i = 0; i < units; i++) {
                var secrets = TestVaults.draw(vault);
                for (var kind : SecretKind.credentials()) {
                    all.add(secrets.fingerprint(kind));
                }
                all.add(secrets.ssidTail());
            }
            assertThat(all).hasSize(5 * units);
        }
    }

    @Test
    void whatIsDrawnHasItsFormAndItsSize() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            var secrets = TestVaults.draw(vault);
            var forms = List.of(
                    "[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", "\\d{4}( \\d{4}){3}", "[2-9A-Z]{4}(-[2-9A-Z]{4}){4}", "\\w{20}");
            for (var kind : SecretKind.credentials()) {
                var shown = vault.revealText(secrets.secret(kind, CONTEXT), KeyAccess.FOR_TWO_PERSONS, String::new);
                assertThat(shown).matches(forms.get(kind.number() - 1));
            }
            for (var kind : List.of(SecretKind.OWNER_AUTH, SecretKind.LOCKOUT_AUTH)) {
                var copy = vault.reveal(secrets.secret(kind, CONTEXT), KeyAccess.FOR_CHARGER, byte[]::clone);
                assertThat(copy).hasSize(kind.sizeBytes());
                assertThat(copy[31]).isNotZero();
                assertThatThrownBy(() ->
                                vault.revealText(secrets.secret(kind, CONTEXT), KeyAccess.FOR_CHARGER, String::new))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private SecretDrawer drawer(SecureRandom random) throws Exception {
        return new SecretDrawer(keys(), random);
    }

    private KeyBackend keys() throws Exception {
        try (var passphrase = TestVaults.passphrase()) {
            return KeystoreKeys.open(TestVaults.file(folder), passphrase, new SecureRandom());
        }
    }

    private static String text(DrawnSecrets drawn, SecretKind kind) {
        return new String(drawn.value(kind), US_ASCII);
    }
}
