package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.core.release.Tlv.Area;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/// Reads images strictly, IMAGE.md 1 and 2: what is not exactly as written there is refused.
public final class ImageReader {

    private static final int POLICY_VERSION = 1;

    private ImageReader() {}

    /// A well-formed image with both signatures present. Nothing is verified; [ReleaseVerifier] does that.
    ///
    /// @throws ImageRefusedException NO_IMAGE, FORMAT or UNSIGNED
    public static FirmwareImage read(byte[] file) throws ImageRefusedException {
        var parts = parts(file);
        var plain = parts.plain();
        return new FirmwareImage(
                parts.header().headerSizeBytes(),
                parts.header().bodySizeBytes(),
                file.length,
                parts.identity(),
                plain.get(Tlv.DIGEST),
                new FirmwareImage.Signatures(
                        signature(plain, Tlv.ECDSA_PUBLIC_KEY),
                        signature(plain, Tlv.ECDSA_SIGNATURE),
                        signature(plain, Tlv.LMS_PUBLIC_KEY),
                        signature(plain, Tlv.LMS_SIGNATURE)));
    }

    /// IMAGE.md 3.1: SHA-256 over header, body and protected area, 32 octets.
    ///
    /// @throws ImageRefusedException NO_IMAGE or FORMAT
    public static byte[] digest(byte[] file) throws ImageRefusedException {
        return digest(file, parts(file).header());
    }

    static byte[] digest(byte[] file, ImageHeader header) {
        return Sha256.of(Arrays.copyOf(file, header.plainAt()));
    }

    /// Everything but the signatures' presence.
    static Parts parts(byte[] file) throws ImageRefusedException {
        var octets = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        var header = ImageHeader.read(octets);
        octets.position(header.protectedAt());
        require(TlvArea.sizeBytes(octets, Area.PROTECTED) == header.protectedSizeBytes(), "protected area size");
        var protectedEntries = TlvArea.read(octets, Area.PROTECTED);
        octets.position(header.plainAt());
        require(TlvArea.sizeBytes(octets, Area.PLAIN) == octets.remaining(), "octets after the plain area");
        var plain = TlvArea.read(octets, Area.PLAIN);
        require(plain.containsKey(Tlv.DIGEST), "no DIGEST");
        return new Parts(header, identity(header, protectedEntries), plain);
    }

    private static ImageIdentity identity(ImageHeader header, Map<Tlv, byte[]> entries) throws ImageRefusedException {
        for (var tlv : Tlv.values()) {
            require(tlv.area != Area.PROTECTED || entries.containsKey(tlv), "no " + tlv);
        }
        require(unsigned32(entries.get(Tlv.POLICY_VERSION)) == POLICY_VERSION, "signature policy version");
        return new ImageIdentity(
                Uuid5.ofBytes(entries.get(Tlv.VID)),
                Uuid5.ofBytes(entries.get(Tlv.CID)),
                header.version(),
                unsigned32(entries.get(Tlv.SECURITY_COUNTER)),
                entries.get(Tlv.SBOM_SHA256));
    }

    private static byte[] signature(Map<Tlv, byte[]> plain, Tlv tlv) throws ImageRefusedException {
        var value = plain.get(tlv);
        if (value == null) {
            throw new ImageRefusedException(ImageRefusal.UNSIGNED, "no " + tlv);
        }
        return value;
    }

    private static long unsigned32(byte[] value) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    private static void require(boolean holds, String detail) throws ImageRefusedException {
        if (!holds) {
            throw new ImageRefusedException(ImageRefusal.FORMAT, detail);
        }
    }

    /// An image taken apart.
    record Parts(ImageHeader header, ImageIdentity identity, Map<Tlv, byte[]> plain) {}
}
