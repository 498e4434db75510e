package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A witness's key on its disk: PEM, private and public, in the clear, readable by its owner only.
///
/// Stateless.
final class WitnessKeyFile {

    private static final int MAX_BYTES = 4_096;
    private static final Pattern BLOCKS =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\n(\\S+)\n-----END PRIVATE KEY-----\n"
                    + "-----BEGIN PUBLIC KEY-----\n(\\S+)\n-----END PUBLIC KEY-----\n");

    private WitnessKeyFile() {}

    /// Makes a key; it is on the disk before anything was signed with it.
    static Cosigner create(Path file) throws IOException, NoteRefused {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var text = pem("PRIVATE", pair.getPrivate().getEncoded())
                    + pem("PUBLIC", pair.getPublic().getEncoded());
            DurableFiles.replace(file, text.getBytes(StandardCharsets.US_ASCII));
            return new Cosigner(WitnessKey.of(name(pair.getPublic()), pair.getPublic()), pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /// @throws LogException when the file is damaged
    static Cosigner read(Path file) throws IOException, LogException {
        var text = Files.size(file) > MAX_BYTES ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        var blocks = BLOCKS.matcher(text);
        try {
            if (blocks.matches()) {
                var keys = KeyFactory.getInstance("Ed25519");
                var base64 = Base64.getDecoder();
                var publicKey = keys.generatePublic(new X509EncodedKeySpec(base64.decode(blocks.group(2))));
                var privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(blocks.group(1))));
                return new Cosigner(WitnessKey.of(name(publicKey), publicKey), privateKey);
            }
        } catch (NoteRefused | IllegalArgumentException | InvalidKeySpecException _) { // as below
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
        throw new LogException("the witness's key is damaged: " + file);
    }

    /// A name that no other witness has.
    private static String name(PublicKey key) {
        return "sealbench-witness/" + HexFormat.of().formatHex(Sha256.of(key.getEncoded()), 0, 4);
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
                .formatted(label, Base64.getEncoder().encodeToString(der), label);
    }
}
