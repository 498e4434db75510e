package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.P256PublicKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Signs images with one pair of firmware keys. Every signature uses one of the 1,024 of the LMS key.
///
/// Not for several threads.
public final class FirmwareSigner {

    private static final Set<Tlv> IMGTOOL_ENTRIES = Set.of(Tlv.DIGEST, Tlv.ECDSA_PUBLIC_KEY, Tlv.ECDSA_SIGNATURE);

    private final FirmwareKeys keys;

    /// `keys` stay the caller's to close.
    public FirmwareSigner(FirmwareKeys keys) {
        this.keys = keys;
    }

    /// A complete signed image of `body`, header 1,024 octets.
    ///
    /// @throws IllegalArgumentException if the body is empty or the image would be longer than 4 MiB
    /// @throws LmsStateException if the LMS key cannot be used again
    public byte[] sign(byte[] body, ImageIdentity identity) throws IOException, LmsStateException {
        var signedPart = ImageWriter.signedPart(body, identity);
        // the SHA-256 inside this ECDSA is the image digest, IMAGE.md 2.2
        return complete(signedPart, keys.ecdsa().sign(signedPart));
    }

    /// Adds the LMS signature to an image that `imgtool sign` made with this pair's ECDSA key, a full public key
    /// (`--public-key-format full`), the protected entries of IMAGE.md 2.1 and no `--pad`. All octets that imgtool
    /// signed stay as they are.
    ///
    /// @throws ImageRefusedException if the image is not that, or its ECDSA part does not verify
    /// @throws IllegalArgumentException if it has an LMS signature already
    public byte[] addLms(byte[] imageOfImgtool) throws ImageRefusedException, IOException, LmsStateException {
        var parts = ImageReader.parts(imageOfImgtool);
        var plain = parts.plain();
        if (plain.containsKey(Tlv.LMS_SIGNATURE) || plain.containsKey(Tlv.LMS_PUBLIC_KEY)) {
            throw new IllegalArgumentException("the image has an LMS signature already");
        }
        if (!plain.keySet().containsAll(IMGTOOL_ENTRIES)) {
            throw new ImageRefusedException(ImageRefusal.UNSIGNED, "imgtool's signature or full public key is missing");
        }
        var signedPart = Arrays.copyOf(imageOfImgtool, parts.header().plainAt());
        requireEcdsa(plain, ImageReader.digest(imageOfImgtool, parts.header()));
        return complete(signedPart, plain.get(Tlv.ECDSA_SIGNATURE));
    }

    private byte[] complete(byte[] signedPart, byte[] ecdsaSignature) throws IOException, LmsStateException {
        var entries = new EnumMap<Tlv, byte[]>(Tlv.class);
        entries.put(Tlv.ECDSA_PUBLIC_KEY, keys.ecdsaPublicKey());
        entries.put(Tlv.ECDSA_SIGNATURE, ecdsaSignature);
        entries.put(Tlv.LMS_PUBLIC_KEY, keys.lmsPublicKey());
        // a trial run with an empty signature finds what is too long before an index is spent
        entries.put(Tlv.LMS_SIGNATURE, new byte[LmsPublicKey.SIGNATURE_SIZE_BYTES]);
        ImageWriter.complete(signedPart, entries);
        entries.put(Tlv.LMS_SIGNATURE, keys.signLms(ImageWriter.digest(signedPart)));
        return ImageWriter.complete(signedPart, entries);
    }

    private void requireEcdsa(Map<Tlv, byte[]> plain, byte[] digest) throws ImageRefusedException {
        if (!Arrays.equals(digest, plain.get(Tlv.DIGEST))) {
            throw new ImageRefusedException(ImageRefusal.DIGEST, "octets were changed after imgtool signed them");
        }
        if (!Arrays.equals(keys.ecdsaPublicKey(), plain.get(Tlv.ECDSA_PUBLIC_KEY))) {
            throw new ImageRefusedException(ImageRefusal.KEY, "imgtool signed with the key of another pair");
        }
        var key = P256PublicKey.ofSpki(plain.get(Tlv.ECDSA_PUBLIC_KEY));
        if (!key.verifiesDigest(digest, plain.get(Tlv.ECDSA_SIGNATURE))) {
            throw new ImageRefusedException(ImageRefusal.ECDSA, "use imgtool without --pad-sig");
        }
    }
}
