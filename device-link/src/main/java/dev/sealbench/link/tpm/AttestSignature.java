package dev.sealbench.link.tpm;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;

/// Checks the signatures of attestation keys. Pure and thread-safe.
public final class AttestSignature {

    private static final int ECDSA = 0x0018;
    private static final int SHA256 = 0x000b;

    private AttestSignature() {}

    /// True when `signature` (a TPMT_SIGNATURE, ECDSA with SHA-256) over `attest` (a TPMS_ATTEST) is by the
    /// attestation key with the public area `akPublicArea`. False for everything else, malformed input included.
    public static boolean verify(byte[] akPublicArea, byte[] attest, byte[] signature) {
        try {
            return verify(PublicAreas.ak(akPublicArea), attest, signature);
        } catch (TpmFault e) {
            return false;
        }
    }

    static boolean verify(TpmPublic ak, byte[] attest, byte[] signature) {
        try {
            byte[] rs = rs(signature);
            var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(ak.key());
            verifier.update(attest);
            return verifier.verify(rs);
        } catch (TpmFault | GeneralSecurityException e) {
            return false; // a signature that cannot be read does not verify
        }
    }

    /// r and s, 32 octets each.
    private static byte[] rs(byte[] signature) throws TpmFault {
        var reader = new TpmReader(signature, "a signature");
        reader.expect(ECDSA, reader.u16());
        reader.expect(SHA256, reader.u16());
        byte[] r = reader.sized(P256.COORDINATE_BYTES);
        byte[] s = reader.sized(P256.COORDINATE_BYTES);
        reader.end();
        return Algorithms.join(P256.coordinate(new BigInteger(1, r)), P256.coordinate(new BigInteger(1, s)));
    }
}
