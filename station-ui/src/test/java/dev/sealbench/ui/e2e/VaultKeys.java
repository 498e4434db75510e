package dev.sealbench.ui.e2e;

import dev.sealbench.core.StationHome;
import dev.sealbench.ui.e2e.UnitSecrets.Named;
import dev.sealbench.vault.internal.crypto.Kdf;
import dev.sealbench.vault.internal.keystore.Container;
import dev.sealbench.vault.internal.keystore.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The keys in a station's vault file, opened as no program may, to look for them elsewhere.
final class VaultKeys {

    /// docs/keys.md: product secret, fingerprint key, station order key, device CA key.
    private static final List<Integer> SLOTS = List.of(1, 4, 5, 6);

    private static final int PRODUCT_SECRET = 1;
    private static final List<String> DERIVED = List.of("envelope", "record");
    private static final int FIRST_VERSION = 1;

    private VaultKeys() {}

    /// Each key that the vault file holds.
    static List<Named> of(StationHome home) throws Exception {
        var keys = new ArrayList<Named>();
        var content = Container.open(Files.readAllBytes(home.vault()), passphrase(home))
                .orElseThrow();
        try (var ring = KeyRing.decode(content)) {
            for (int slot : SLOTS) {
                keys.add(new Named("vault key " + slot, ring.lend(slot, FIRST_VERSION, byte[]::clone)));
            }
            for (var label : DERIVED) {
                keys.add(new Named(
                        "derived key " + label,
                        ring.lend(PRODUCT_SECRET, FIRST_VERSION, secret -> Kdf.derive(secret, label, new byte[0]))));
            }
        }
        return keys;
    }

    /// The demonstration's passphrase, UTF-8.
    static byte[] passphrase(StationHome home) throws IOException {
        return Files.readString(home.demoPassphrase()).strip().getBytes(StandardCharsets.UTF_8);
    }
}
