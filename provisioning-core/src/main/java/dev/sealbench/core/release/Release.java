package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// One firmware release: the image, its CycloneDX file and the signed record that binds them.
///
/// Only carried here; [ReleaseVerifier] decides whether it is believed. Treat the octets as read-only.
///
/// @param image the signed image file
/// @param sbom the CycloneDX file
/// @param record a serialised envelope of type release
public record Release(byte[] image, byte[] sbom, byte[] record) {

    private static final String IMAGE_FILE = "firmware.img";
    private static final String SBOM_FILE = "sbom.cdx.json";
    private static final String RECORD_FILE = "release.dsse";
    private static final int RECORD_MAX_BYTES = 16 * 1024;

    /// Binds a signed image to its SBOM with the pair's ECDSA key.
    ///
    /// @throws ImageRefusedException if the image is not well formed and signed by this pair
    /// @throws IllegalArgumentException if the image names another SBOM
    public static Release create(byte[] image, byte[] sbom, FirmwareKeys keys) throws ImageRefusedException {
        var parsed = ImageReader.read(image);
        if (!Arrays.equals(parsed.signatures().ecdsaPublicKey(), keys.ecdsaPublicKey())) {
            throw new ImageRefusedException(ImageRefusal.KEY, "the record would be signed by another pair");
        }
        if (!Arrays.equals(parsed.identity().sbomSha256(), Sha256.of(sbom))) {
            throw new IllegalArgumentException("the image names another SBOM");
        }
        var payload = ReleaseRecord.of(parsed, image, sbom).toJson();
        var envelope = Envelopes.sign(DocumentType.RELEASE, payload, keys.ecdsa());
        return new Release(image, sbom, envelope.toByteArray());
    }

    /// Reads the three files of a release folder; their sizes are bounded before they are read.
    ///
    /// @throws ReleaseRefusedException FILES
    public static Release read(Path folder) throws ReleaseRefusedException {
        return new Release(
                readBounded(folder.resolve(IMAGE_FILE), ImageHeader.MAX_IMAGE_SIZE_BYTES),
                readBounded(folder.resolve(SBOM_FILE), Sbom.MAX_SIZE_BYTES),
                readBounded(folder.resolve(RECORD_FILE), RECORD_MAX_BYTES));
    }

    /// Writes the three files into a new or empty folder.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(IMAGE_FILE), image, StandardOpenOption.CREATE_NEW);
        Files.write(folder.resolve(SBOM_FILE), sbom, StandardOpenOption.CREATE_NEW);
        Files.write(folder.resolve(RECORD_FILE), record, StandardOpenOption.CREATE_NEW);
    }

    /// SHA-256 of the image file, 32 octets.
    public byte[] imageFileSha256() {
        return Sha256.of(image);
    }

    @Override
    public String toString() {
        return "Release[" + image.length + " octets]";
    }

    private static byte[] readBounded(Path file, int maxBytes) throws ReleaseRefusedException {
        try (var in = Files.newInputStream(file)) {
            var content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new ReleaseRefusedException(ReleaseRefusal.FILES, file.getFileName() + " is too long");
            }
            return content;
        } catch (IOException e) {
            throw new ReleaseRefusedException(ReleaseRefusal.FILES, file.getFileName() + " cannot be read", e);
        }
    }
}
