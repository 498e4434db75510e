package dev.sealbench.link.tpm;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.KeyAgreement;

/// A secret shared with whoever holds a TPM's decryption key: one-pass ECDH (TPM 2.0 part 1, C.6.1).
///
/// @param secret 32 octets; the holder wipes it
/// @param encrypted what the TPM needs to find it: a TPMS_ECC_POINT
record Salt(byte[] secret, byte[] encrypted) {

    /// Shares a fresh secret with the holder of `key`'s private half. `label` is the use: "SECRET" for a session.
    static Salt sharedWith(ECPublicKey key, String label, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(P256.CURVE), random);
            var ephemeral = generator.generateKeyPair();
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ephemeral.getPrivate());
            agreement.doPhase(key, true);
            byte[] z = agreement.generateSecret();
            var point = ((ECPublicKey) ephemeral.getPublic()).getW();
            byte[] x = P256.coordinate(point.getAffineX());
            byte[] y = P256.coordinate(point.getAffineY());
            byte[] secret =
                    Algorithms.kdfe(z, label, x, P256.coordinate(key.getW().getAffineX()));
            Algorithms.wipe(z);
            return new Salt(secret, new TpmWriter().sized(x).sized(y).done());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDH on P-256, and the point was checked", e);
        }
    }

    @Override
    public String toString() {
        return "Salt[hidden]";
    }
}
