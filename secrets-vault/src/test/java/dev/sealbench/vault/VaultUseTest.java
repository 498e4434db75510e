package dev.sealbench.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultUseTest {

    private static final byte[] SERIAL_CUSTOMER_AND_EK = "what the record belongs to".getBytes(US_ASCII);

    private final Set<Fingerprint> issued = new HashSet<>();
    private int printed;

    @Test
    void oneUnit(@TempDir Path folder) throws Exception {
        var file = folder.resolve("station.vault");
        Consumer<char[]> printer = text -> printed = text.length;
        try (var passphrase = Passphrase.of("a long passphrase".toCharArray())) {
            Vault.create(file, passphrase, TestVaults.QUICK).close();
            // @start region="one-unit"
            try (var vault = Vault.open(file, passphrase)) {
                var context = new RecordContext(SERIAL_CUSTOMER_AND_EK);
                var secrets = vault.draw(context, issued::contains);
                for (var kind : SecretKind.credentials()) {
                    issued.add(secrets.fingerprint(kind));
                }
                byte[] stored = secrets.encode(); // into the books, before anything is sent to the charger

                var webLogin = SealedSecrets.decode(stored).secret(SecretKind.WEB_LOGIN, context);
                vault.revealText(webLogin, KeyAccess.FOR_LABEL, text -> {
                    printer.accept(text);
                    return null;
                });
                assertThat(vault.sign(KeyId.STATION_ORDER, stored)).hasSizeBetween(68, 72);
            }
            // @end
        }
        assertThat(printed).isEqualTo(19);
        assertThat(issued).hasSize(4);
        assertThat(Arrays.asList(folder.toFile().list()))
                .containsExactlyInAnyOrder("station.vault", "station.vault.lock");
    }
}
