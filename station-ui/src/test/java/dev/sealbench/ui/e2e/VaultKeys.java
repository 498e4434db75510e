package dev.sealbench.ui.e2e;

import dev.sealbench.core.StationHome;
import dev.sealbench.ui.e2e.UnitSecrets.Named;
import dev.sealbench.vault.internal.crypto.Kdf;
import dev.sealbench.vault.internal.keystore.Container;
import dev.sealbench.vault.internal.keystore.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/// The keys in a station's vault file, opened as no program may, to look for them elsewhere.
final class VaultKeys {

    /// docs/keys.md: product secret, fingerprint key, station order key, device CA key.
    private static final List<Integer> SLOTS = List.of(1, 4, 5, 6);

    private static final int PRODUCT_SECRET = 1;
    private static final List<String> DERIVED = List.of("envelope", "record");
    private static final int FIRST_VERSION = 1;

    private VaultKeys() {}

    /// Each key that the vault file holds, and an open vault in its memory.
    static List<Named> held(StationHome home) throws Exception {
        try (var ring = ring(home)) {
            return SLOTS.stream()
                    .map(slot -> new Named("vault key " + slot, ring.lend(slot, FIRST_VERSION, byte[]::clone)))
                    .toList();
        }
    }

    /// The keys that are derived from the product secret for the time of one operation.
    static List<Named> derived(StationHome home) throws Exception {
        try (var ring = ring(home)) {
            return DERIVED.stream()
                    .map(label -> new Named(
                            "derived key " + label,
                            ring.lend(PRODUCT_SECRET, FIRST_VERSION, key -> Kdf.derive(key, label, new byte[0]))))
                    .toList();
        }
    }

    private static KeyRing ring(StationHome home) throws IOException {
        var content = Container.open(Files.readAllBytes(home.vault()), passphrase(home));
        return KeyRing.decode(content.orElseThrow());
    }

    /// The demonstration's passphrase, UTF-8.
    static byte[] passphrase(StationHome home) throws IOException {
        return Files.readString(home.demoPassphrase()).strip().getBytes(StandardCharsets.UTF_8);
    }
}
