package dev.sealbench.core.internal.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the public keys that an auditor trusts: `PUBLIC KEY` blocks of PEM (RFC 7468 13), with any text around
/// them.
///
/// Stateless.
public final class TrustKeys {

    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/=\\s]{1,4096}?)-----END PUBLIC KEY-----");

    private TrustKeys() {}

    /// All elliptic-curve keys in the file, in its order.
    ///
    /// @param file at most 1 MiB
    /// @throws ExportRefused if there is none, or a block is not such a key: trust is never guessed
    /// @throws IOException if it cannot be read
    public static List<PublicKey> read(Path file) throws IOException, ExportRefused {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new ExportRefused("the file of trusted keys is longer than 1 MiB");
        }
        var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        var keys = new ArrayList<PublicKey>();
        var blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            keys.add(key(blocks.group(1), keys.size() + 1));
        }
        if (keys.isEmpty()) {
            throw new ExportRefused("the file of trusted keys holds no PEM block PUBLIC KEY");
        }
        return List.copyOf(keys);
    }

    private static PublicKey key(String base64, int number) throws ExportRefused {
        try {
            var encoded = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | InvalidKeySpecException _) { // the file comes from outside
            throw new ExportRefused("trusted key %d is not an elliptic-curve key".formatted(number));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has EC", e);
        }
    }
}
