package dev.sealbench.core.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.core.internal.document.Sha256;
import java.io.IOException;
import java.util.HexFormat;

/// Payload of a release record: the facts of image and SBOM once more, signed together. JSON, digests in lower-case
/// hex.
///
/// @param format 1
/// @param fileSha256 of the whole image file
record ReleaseRecord(
        int format,
        String version,
        long securityCounter,
        String vid,
        String cid,
        String imageSha256,
        String fileSha256,
        int fileSizeBytes,
        String sbomSha256) {

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// What a record about these files must say.
    static ReleaseRecord of(FirmwareImage image, byte[] file, byte[] sbom) {
        return new ReleaseRecord(
                FORMAT,
                image.version().toString(),
                image.securityCounter(),
                image.vid().toString(),
                image.cid().toString(),
                hex(image.digest()),
                hex(Sha256.of(file)),
                file.length,
                hex(Sha256.of(sbom)));
    }

    static ReleaseRecord parse(byte[] json) throws IOException {
        return JSON.readValue(json, ReleaseRecord.class);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is JSON", e);
        }
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
