package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.P256PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The vendor root's public key, under every station and customer statement and in every board's factory data.
///
/// Its private half is on an offline machine; no station has it.
public record VendorRoot(P256PublicKey publicKey) {

    private static final int MAX_FILE_BYTES = 4_096;

    /// Reads a PEM file with one P-256 public key.
    ///
    /// @throws IOException if it cannot be read or is something else
    public static VendorRoot read(Path pemFile) throws IOException {
        try (var in = Files.newInputStream(pemFile)) {
            var text = new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.US_ASCII);
            return new VendorRoot(P256PublicKey.ofPem(text));
        } catch (IllegalArgumentException e) {
            throw new IOException(pemFile + " is not a P-256 public key", e);
        }
    }
}
