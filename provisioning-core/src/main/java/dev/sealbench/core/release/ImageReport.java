package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What an image says of itself, in words: `sealbench firmware inspect`.
public final class ImageReport {

    private ImageReport() {}

    /// One line for each fact, without believing any. Never throws for bad input: a file that is no image gets one
    /// line that says why.
    public static List<String> lines(byte[] file) {
        try {
            var parts = ImageReader.parts(file);
            var lines = new ArrayList<String>();
            describeHeader(lines, file, parts);
            describeDigest(lines, file, parts);
            describeSignatures(lines, parts);
            return List.copyOf(lines);
        } catch (ImageRefusedException e) {
            return List.of(e.getMessage());
        }
    }

    private static void describeHeader(List<String> lines, byte[] file, ImageReader.Parts parts) {
        var header = parts.header();
        var identity = parts.identity();
        lines.add("MCUboot image format 1, %,d octets".formatted(file.length));
        lines.add("header %,d, body %,d, protected area %,d, plain area %,d octets"
                .formatted(
                        header.headerSizeBytes(),
                        header.bodySizeBytes(),
                        header.protectedSizeBytes(),
                        file.length - header.plainAt()));
        lines.add("version " + identity.version());
        lines.add("security counter " + identity.securityCounter());
        lines.add("customer (VID) " + identity.vid());
        lines.add("device class (CID) " + identity.cid());
        lines.add("signature policy 1: ECDSA P-256 and LMS must both verify");
        lines.add("SBOM SHA-256 " + hex(identity.sbomSha256()));
    }

    private static void describeDigest(List<String> lines, byte[] file, ImageReader.Parts parts) {
        var stated = parts.plain().get(Tlv.DIGEST);
        var actual = ImageReader.digest(file, parts.header());
        lines.add("image digest " + hex(stated) + (Arrays.equals(stated, actual) ? ", matches" : ", DOES NOT MATCH"));
        lines.add("file SHA-256 " + hex(Sha256.of(file)));
    }

    private static void describeSignatures(List<String> lines, ImageReader.Parts parts) {
        var plain = parts.plain();
        var ecdsaKey = plain.get(Tlv.ECDSA_PUBLIC_KEY);
        var lmsKey = plain.get(Tlv.LMS_PUBLIC_KEY);
        var lmsSignature = plain.get(Tlv.LMS_SIGNATURE);
        lines.add(ecdsaKey == null ? "no ECDSA public key" : "ECDSA key SHA-256 " + hex(Sha256.of(ecdsaKey)));
        lines.add(plain.containsKey(Tlv.ECDSA_SIGNATURE) ? "ECDSA signature present" : "no ECDSA signature");
        lines.add(lmsKey == null ? "no LMS public key" : "LMS key SHA-256 " + hex(Sha256.of(lmsKey)));
        lines.add(
                lmsSignature == null
                        ? "no LMS signature"
                        : "LMS signature with one-time key " + Integer.toUnsignedString(firstWord(lmsSignature)));
    }

    private static int firstWord(byte[] octets) {
        return ByteBuffer.wrap(octets).getInt();
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
