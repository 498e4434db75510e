package dev.sealbench.vault.internal.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// ECDSA over P-256 with SHA-256, nonces by RFC 6979: no random number at signing time can give the key away.
///
/// Bouncy Castle and not the JDK, because a JDK private key cannot be wiped: here the scalar stays in the caller's
/// array, and only short-lived big integers, which Java cannot wipe, are left to the collector. Stateless.
public final class EcdsaP256 {

    /// Octets of a private scalar, big-endian.
    public static final int SCALAR_BYTES = 32;
    /// Octets of a public key as SubjectPublicKeyInfo DER.
    public static final int SPKI_BYTES = 91;

    private static final int CHUNK_BYTES = 1 << 16;

    /// RFC 5480: SEQUENCE { SEQUENCE { id-ecPublicKey, secp256r1 }, BIT STRING }, up to the point.
    private static final byte[] SPKI_HEAD =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

    private EcdsaP256() {}

    /// A fresh private scalar in 1..n-1; the caller wipes it.
    public static byte[] newScalar(SecureRandom random) {
        var scalar = new byte[SCALAR_BYTES];
        do {
            random.nextBytes(scalar);
        } while (!isScalar(scalar));
        return scalar;
    }

    /// Whether the octets are a private key: 32 of them, in 1..n-1.
    public static boolean isScalar(byte[] octets) {
        if (octets.length != SCALAR_BYTES) {
            return false;
        }
        var value = new BigInteger(1, octets);
        return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
    }

    /// The public key of `scalar` as SubjectPublicKeyInfo DER, 91 octets.
    public static byte[] publicKey(byte[] scalar) {
        var point = new FixedPointCombMultiplier().multiply(CURVE.getG(), new BigInteger(1, scalar));
        return ByteBuffer.allocate(SPKI_BYTES)
                .put(SPKI_HEAD)
                .put(point.getEncoded(false))
                .array();
    }

    /// The signature over SHA-256 of `message`, as DER of at most 72 octets.
    public static byte[] sign(byte[] scalar, byte[] message) {
        return signDigest(scalar, sha256().digest(message));
    }

    /// The same over all that `content` holds, up to its end.
    public static byte[] sign(byte[] scalar, InputStream content) throws IOException {
        var sha256 = sha256();
        var chunk = new byte[CHUNK_BYTES];
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            sha256.update(chunk, 0, read);
        }
        return signDigest(scalar, sha256.digest());
    }

    private static byte[] signDigest(byte[] scalar, byte[] digest) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(SHA256Digest.newInstance()));
        signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, scalar), DOMAIN));
        try {
            var parts = signer.generateSignature(digest);
            return StandardDSAEncoding.INSTANCE.encode(CURVE.getN(), parts[0], parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException("two integers below n always encode", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
