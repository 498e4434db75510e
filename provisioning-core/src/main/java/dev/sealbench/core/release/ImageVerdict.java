package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Sha256;
import java.util.Arrays;

/// Decides about an image as a charger does, IMAGE.md 3.2: the same order, the same refusals.
final class ImageVerdict {

    private ImageVerdict() {}

    /// The image, when `unit` would boot it.
    static FirmwareImage accept(byte[] file, UnitPolicy unit) throws ImageRefusedException {
        var image = ImageReader.read(file);
        require(Arrays.equals(ImageReader.digest(file), image.digest()), ImageRefusal.DIGEST, "octets were changed");
        require(
                image.vid().equals(unit.vid()) && image.cid().equals(unit.cid()),
                ImageRefusal.CUSTOMER,
                "VID " + image.vid() + ", CID " + image.cid());
        requireSignatures(image, unit);
        requireCounter(image.securityCounter(), unit.floor());
        return image;
    }

    private static void requireSignatures(FirmwareImage image, UnitPolicy unit) throws ImageRefusedException {
        var signatures = image.signatures();
        var pair = new KeyPairDigests(Sha256.of(signatures.ecdsaPublicKey()), Sha256.of(signatures.lmsPublicKey()));
        require(unit.keyPairs().contains(pair), ImageRefusal.KEY, pair.toString());
        require(ecdsaVerifies(image), ImageRefusal.ECDSA, "key " + pair);
        require(lmsVerifies(image), ImageRefusal.LMS, "key " + pair);
    }

    private static void requireCounter(long counter, long floor) throws ImageRefusedException {
        require(counter >= floor, ImageRefusal.ROLLBACK, counter + " is below " + floor);
        require(
                counter <= floor + ImageIdentity.MAX_COUNTER_STEP,
                ImageRefusal.JUMP,
                counter + " is more than 64 above " + floor);
    }

    private static boolean ecdsaVerifies(FirmwareImage image) {
        try {
            return P256PublicKey.ofSpki(image.signatures().ecdsaPublicKey())
                    .verifiesDigest(image.digest(), image.signatures().ecdsaSignature());
        } catch (IllegalArgumentException e) {
            return false; // the pair was enrolled with something that is no P-256 key
        }
    }

    private static boolean lmsVerifies(FirmwareImage image) {
        try {
            return new LmsPublicKey(image.signatures().lmsPublicKey())
                    .verifies(image.digest(), image.signatures().lmsSignature());
        } catch (IllegalArgumentException e) {
            return false; // the pair was enrolled with a key of another parameter set
        }
    }

    private static void require(boolean holds, ImageRefusal refusal, String detail) throws ImageRefusedException {
        if (!holds) {
            throw new ImageRefusedException(refusal, detail);
        }
    }
}
