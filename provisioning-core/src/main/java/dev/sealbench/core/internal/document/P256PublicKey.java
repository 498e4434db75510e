package dev.sealbench.core.internal.document;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An ECDSA P-256 public key in the two encodings of the contract: SubjectPublicKeyInfo DER (91 octets, no other
/// encoding of it is taken) and the uncompressed point `04 || x || y` (65 octets).
///
/// Immutable. Equal when the points are equal.
public final class P256PublicKey {

    public static final int SPKI_SIZE_BYTES = 91;
    public static final int POINT_SIZE_BYTES = 65;

    // RFC 5480: SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING of 66 octets }
    private static final byte[] SPKI_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    // SEC 2, 2.4.2
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final int COORDINATE_BYTES = 32;
    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";

    private final byte[] point;

    private P256PublicKey(byte[] owned) {
        this.point = owned;
    }

    /// @throws IllegalArgumentException if `spki` is not the 91 octets of a P-256 key on the curve
    public static P256PublicKey ofSpki(byte[] spki) {
        if (spki.length != SPKI_SIZE_BYTES
                || !Arrays.equals(spki, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length)) {
            throw new IllegalArgumentException("not a P-256 SubjectPublicKeyInfo");
        }
        return ofPoint(Arrays.copyOfRange(spki, SPKI_PREFIX.length, SPKI_SIZE_BYTES));
    }

    /// Reads what [#pem] writes; `openssl pkey -pubout` writes the same.
    ///
    /// @throws IllegalArgumentException if `pem` is not one P-256 public key
    public static P256PublicKey ofPem(String pem) {
        var text = pem.strip().replace("\r\n", "\n");
        if (!text.startsWith(PEM_BEGIN) || !text.endsWith(PEM_END)) {
            throw new IllegalArgumentException("not a PEM public key");
        }
        var base64 = text.substring(PEM_BEGIN.length(), text.length() - PEM_END.length());
        return ofSpki(Base64.getDecoder().decode(base64.replace("\n", "")));
    }

    /// @throws IllegalArgumentException if `point` is not `04 || x || y` on the curve
    public static P256PublicKey ofPoint(byte[] point) {
        if (point.length != POINT_SIZE_BYTES || point[0] != 4) {
            throw new IllegalArgumentException("not an uncompressed P-256 point");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, POINT_SIZE_BYTES));
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0 || !onCurve(x, y)) {
            throw new IllegalArgumentException("the point is not on P-256");
        }
        return new P256PublicKey(point.clone());
    }

    /// @throws IllegalArgumentException if `key` is on another curve
    public static P256PublicKey of(ECPublicKey key) {
        return ofSpki(key.getEncoded());
    }

    /// `04 || x || y`, 65 octets.
    public byte[] point() {
        return point.clone();
    }

    /// SubjectPublicKeyInfo, DER, 91 octets.
    public byte[] spki() {
        var spki = Arrays.copyOf(SPKI_PREFIX, SPKI_SIZE_BYTES);
        System.arraycopy(point, 0, spki, SPKI_PREFIX.length, POINT_SIZE_BYTES);
        return spki;
    }

    /// PEM `PUBLIC KEY`, lines of 64 characters.
    public String pem() {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki());
        return PEM_BEGIN + "\n" + base64 + "\n" + PEM_END + "\n";
    }

    /// SHA-256 of [#spki], 32 octets: how statements and envelopes name a key.
    public byte[] keyId() {
        return Sha256.of(spki());
    }

    /// True if `derSignature` is this key's ECDSA signature over SHA-256 of `message`. Never throws for bad input.
    public boolean verifies(byte[] message, byte[] derSignature) {
        return verifiesDigest(Sha256.of(message), derSignature);
    }

    /// Like [#verifies], for a `digest` of 32 octets that is signed as it is.
    public boolean verifiesDigest(byte[] digest, byte[] derSignature) {
        try {
            var verifier = Signature.getInstance("NONEwithECDSA");
            verifier.initVerify(asJcaKey());
            verifier.update(digest);
            return verifier.verify(derSignature);
        } catch (SignatureException e) {
            return false; // not DER, or values out of range
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK refuses a checked P-256 key", e);
        }
    }

    /// The same key for the JDK's interfaces.
    public ECPublicKey asJcaKey() {
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK refuses a checked P-256 key", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof P256PublicKey key && Arrays.equals(point, key.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    /// The first eight octets of [#keyId] in hex.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(keyId(), 0, 8);
    }

    private static boolean onCurve(BigInteger x, BigInteger y) {
        var right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(P);
        return y.multiply(y).mod(P).equals(right);
    }
}
