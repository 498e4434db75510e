package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JacksonException;
import dev.sealbench.core.internal.export.ExportVerdict.Sound;
import dev.sealbench.core.internal.export.ExportVerdict.Wrong;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import java.util.Optional;

/// Checks an audit export with nothing but the folder and public keys: who signed the manifest, and whether
/// every file is exactly what it lists, none missing and none added.
///
/// Takes the folder for hostile: follows no link, opens no path that it did not find itself, bounds what it
/// reads. Memory does not grow with the number of files. Stateless.
public final class ExportVerifier {

    /// DER of two 256-bit integers is at most 72 octets.
    private static final int MAX_SIGNATURE_BYTES = 80;

    private ExportVerifier() {}

    /// Checks the export in `dir`.
    ///
    /// @param trust P-256 keys, one of which must have signed
    /// @return sound, or the first thing that is wrong
    /// @throws IOException if the disk cannot be read; says nothing about the export
    public static ExportVerdict verify(Path dir, List<PublicKey> trust) throws IOException {
        if (!Files.isDirectory(dir)) {
            return new Wrong("", "there is no such folder");
        }
        for (var seal : List.of(Manifest.JSON, Manifest.SIGNATURE)) {
            if (!Files.isRegularFile(dir.resolve(seal), LinkOption.NOFOLLOW_LINKS)) {
                return new Wrong(seal, "missing");
            }
        }
        var signer = findSigner(dir, trust);
        if (signer.isEmpty()) {
            return new Wrong(Manifest.SIGNATURE, "no trusted key signed this manifest");
        }
        return compare(dir, signer.get());
    }

    private static Optional<PublicKey> findSigner(Path dir, List<PublicKey> trust) throws IOException {
        for (var key : trust) {
            var manifest = verification(key);
            if (manifest.isEmpty()) {
                continue; // not a key for this kind of signature
            }
            try (var content = open(dir, manifest.get())) {
                content.transferTo(OutputStream.nullOutputStream());
            }
            if (holds(manifest.get(), dir)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /// Reads the manifest a second time, and holds that reading against the signature too: the file may
    /// have been changed in between.
    private static ExportVerdict compare(Path dir, PublicKey signer) throws IOException {
        var manifest = verification(signer).orElseThrow();
        ExportVerdict verdict;
        try (var content = open(dir, manifest);
                var json = ExportJson.parser(content)) {
            verdict = ManifestCheck.run(dir, json);
            content.transferTo(OutputStream.nullOutputStream());
        } catch (JacksonException _) {
            verdict = new Wrong(Manifest.JSON, "not a manifest of a known form");
        }
        if (verdict instanceof Sound && !holds(manifest, dir)) {
            return new Wrong(Manifest.JSON, "was changed while it was read");
        }
        return verdict;
    }

    private static InputStream open(Path dir, Signature signature) throws IOException {
        return new SignedInput(
                new BufferedInputStream(
                        Files.newInputStream(dir.resolve(Manifest.JSON), LinkOption.NOFOLLOW_LINKS), 1 << 16),
                signature);
    }

    private static Optional<Signature> verification(PublicKey key) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            return Optional.of(signature);
        } catch (InvalidKeyException _) { // an RSA key in the trust file, say
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has ECDSA", e);
        }
    }

    private static boolean holds(Signature overManifest, Path dir) throws IOException {
        var file = dir.resolve(Manifest.SIGNATURE);
        if (Files.size(file) > MAX_SIGNATURE_BYTES) {
            return false;
        }
        try {
            return overManifest.verify(Files.readAllBytes(file));
        } catch (SignatureException _) { // not DER
            return false;
        }
    }

    /// Shows everything that is read to a signature.
    private static final class SignedInput extends FilterInputStream {

        private final Signature signature;

        SignedInput(InputStream in, Signature signature) {
            super(in);
            this.signature = signature;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            if (read > 0) {
                try {
                    signature.update(into, offset, read);
                } catch (SignatureException e) {
                    throw new IllegalStateException("initialised above", e);
                }
            }
            return read;
        }
    }
}
