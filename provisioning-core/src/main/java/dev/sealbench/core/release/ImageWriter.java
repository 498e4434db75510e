package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.core.release.Tlv.Area;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/// Writes images, IMAGE.md 1 and 2. What it writes `imgtool verify` accepts, too.
final class ImageWriter {

    /// The application of board virt-charger is linked to run behind a header of this size (linker/app.ld).
    static final int HEADER_SIZE_BYTES = 1_024;

    private static final byte[] POLICY_VERSION = u32(1);

    private ImageWriter() {}

    /// Header, body and protected area: what the image digest covers.
    static byte[] signedPart(byte[] body, ImageIdentity identity) {
        if (body.length == 0) {
            throw new IllegalArgumentException("an image has a body");
        }
        var entries = new EnumMap<Tlv, byte[]>(Tlv.class);
        entries.put(Tlv.SECURITY_COUNTER, u32(identity.securityCounter()));
        entries.put(Tlv.VID, Uuid5.bytes(identity.vid()));
        entries.put(Tlv.CID, Uuid5.bytes(identity.cid()));
        entries.put(Tlv.POLICY_VERSION, POLICY_VERSION);
        entries.put(Tlv.SBOM_SHA256, identity.sbomSha256());
        var protectedArea = TlvArea.write(entries, Area.PROTECTED);
        var header = new ImageHeader(HEADER_SIZE_BYTES, protectedArea.length, body.length, identity.version());
        var out = new ByteArrayOutputStream();
        out.writeBytes(header.write());
        out.writeBytes(body);
        out.writeBytes(protectedArea);
        return out.toByteArray();
    }

    /// The whole image: `signedPart`, then its digest and `signatures` in the plain area.
    ///
    /// @throws IllegalArgumentException if that is longer than 4 MiB
    static byte[] complete(byte[] signedPart, Map<Tlv, byte[]> signatures) {
        var entries = new EnumMap<Tlv, byte[]>(signatures);
        entries.put(Tlv.DIGEST, digest(signedPart));
        var plain = TlvArea.write(entries, Area.PLAIN);
        if (signedPart.length + plain.length > ImageHeader.MAX_IMAGE_SIZE_BYTES) {
            throw new IllegalArgumentException("the image would be longer than 4 MiB");
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(signedPart);
        out.writeBytes(plain);
        return out.toByteArray();
    }

    /// The image digest, IMAGE.md 3.1.
    static byte[] digest(byte[] signedPart) {
        return Sha256.of(signedPart);
    }

    private static byte[] u32(long value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array();
    }
}
