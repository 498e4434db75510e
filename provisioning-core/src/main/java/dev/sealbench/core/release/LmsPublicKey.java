package dev.sealbench.core.release;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Verifies LMS signatures (RFC 8554, SP 800-208) with the JDK's verifier: not the code that signs.
///
/// An LMS key is an HSS key of one level, so both get their HSS prefix here and nowhere else.
///
/// Immutable.
final class LmsPublicKey {

    /// `lms_public_key`: two type words, 16 octets I, 32 octets T[1].
    static final int SIZE_BYTES = 56;
    /// `lms_signature` of LMS_SHA256_M32_H10 with LMOTS_SHA256_N32_W8: q, (type, C, 34 y), type, 10 path nodes.
    static final int SIGNATURE_SIZE_BYTES = 4 + (4 + 32 + 34 * 32) + 4 + 10 * 32;
    /// 2^10 one-time keys.
    static final int SIGNATURES = 1 << 10;

    // RFC 8554 5.1 and 4.1: LMS_SHA256_M32_H10, LMOTS_SHA256_N32_W8
    private static final byte[] PARAMETER_SET = HexFormat.of().parseHex("0000000600000004");
    // RFC 9708 4: SEQUENCE { SEQUENCE { id-alg-hss-lms-hashsig }, BIT STRING of 1 + 60 octets }, then u32 levels = 1
    private static final byte[] SPKI_PREFIX =
            HexFormat.of().parseHex("304e300d060b2a864886f70d0109100311033d00" + "00000001");
    // RFC 8554 6.2: Nspk = 0, no signed public keys
    private static final int HSS_SIGNATURE_PREFIX_BYTES = 4;

    private final byte[] octets;

    /// @throws IllegalArgumentException if `octets` are not a key of the one parameter set of IMAGE.md 2.2
    LmsPublicKey(byte[] octets) {
        if (octets.length != SIZE_BYTES
                || !Arrays.equals(octets, 0, PARAMETER_SET.length, PARAMETER_SET, 0, PARAMETER_SET.length)) {
            throw new IllegalArgumentException("not an LMS_SHA256_M32_H10 / LMOTS_SHA256_N32_W8 public key");
        }
        this.octets = octets.clone();
    }

    /// 56 octets.
    byte[] octets() {
        return octets.clone();
    }

    /// True if `signature` is this key's over `message`. Never throws for bad input.
    boolean verifies(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_SIZE_BYTES && verifies(octets, message, signature);
    }

    /// The same for any parameter set that RFC 8554 knows.
    static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("HSS/LMS");
            verifier.initVerify(jcaKey(publicKey));
            verifier.update(message);
            var hssSignature = new byte[HSS_SIGNATURE_PREFIX_BYTES + signature.length];
            System.arraycopy(signature, 0, hssSignature, HSS_SIGNATURE_PREFIX_BYTES, signature.length);
            return verifier.verify(hssSignature);
        } catch (SignatureException | InvalidKeySpecException e) {
            return false; // malformed
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK since 21 has HSS/LMS", e);
        }
    }

    private static PublicKey jcaKey(byte[] publicKey) throws GeneralSecurityException {
        var spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + publicKey.length);
        System.arraycopy(publicKey, 0, spki, SPKI_PREFIX.length, publicKey.length);
        return KeyFactory.getInstance("HSS/LMS").generatePublic(new X509EncodedKeySpec(spki));
    }
}
