package dev.sealbench.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Vaults that open quickly, and what their tests share.
final class TestVaults {

    /// The least cost that there is: about 50 ms.
    static final VaultConfig QUICK = new VaultConfig(14);

    static final RecordContext CONTEXT = context("unit 1");
    static final RecordContext OTHER_CONTEXT = context("unit 2");

    private static final String PASSPHRASE = "correct horse battery";

    private TestVaults() {}

    static Vault create(Path folder, SecureRandom random) throws IOException, VaultException {
        try (var passphrase = passphrase()) {
            return Vault.create(file(folder), passphrase, QUICK, random);
        }
    }

    static Vault create(Path folder) throws IOException, VaultException {
        return create(folder, new SecureRandom());
    }

    static Path file(Path folder) {
        return folder.resolve("station.vault");
    }

    static Passphrase passphrase() {
        return Passphrase.of(PASSPHRASE.toCharArray());
    }

    static Passphrase otherPassphrase() {
        return Passphrase.of("incorrect horse battery".toCharArray());
    }

    static RecordContext context(String text) {
        return new RecordContext(text.getBytes(US_ASCII));
    }

    static SealedSecrets draw(Vault vault) throws VaultException {
        return vault.draw(CONTEXT, fingerprint -> false);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /// 0, 1, 2, ...
    static byte[] counting(int count) {
        var octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }
}
