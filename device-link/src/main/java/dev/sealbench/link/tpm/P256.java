package dev.sealbench.link.tpm;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/// The curve NIST P-256 as TPM structures carry its points.
final class P256 {

    static final String CURVE = "secp256r1";
    static final int COORDINATE_BYTES = 32;

    private static final ECParameterSpec PARAMETERS = parameters();

    /// Of the base field.
    private static final BigInteger PRIME =
            ((java.security.spec.ECFieldFp) PARAMETERS.getCurve().getField()).getP();

    private P256() {}

    /// The key with these coordinates (big-endian, at most 32 octets each).
    ///
    /// @throws TpmFault when they are no point of the curve
    static ECPublicKey key(byte[] x, byte[] y) throws TpmFault {
        var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        if (!onCurve(point)) {
            throw new TpmFault.Tampered("a public key is no point of its curve");
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /// A coordinate in exactly 32 octets.
    static byte[] coordinate(BigInteger value) {
        byte[] signed = value.toByteArray();
        var octets = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, octets, COORDINATE_BYTES - length, length);
        return octets;
    }

    private static boolean onCurve(ECPoint point) {
        var x = point.getAffineX();
        var y = point.getAffineY();
        if (x.compareTo(PRIME) >= 0 || y.compareTo(PRIME) >= 0) {
            return false;
        }
        var curve = PARAMETERS.getCurve();
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return y.multiply(y).subtract(right).mod(PRIME).signum() == 0;
    }

    private static ECParameterSpec parameters() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(CURVE));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
