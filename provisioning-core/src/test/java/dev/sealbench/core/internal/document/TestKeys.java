package dev.sealbench.core.internal.document;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/// Fresh P-256 keys for tests.
public final class TestKeys {

    private TestKeys() {}

    /// A key that nobody has seen before.
    public static SigningKey fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            return new SigningKey(P256PublicKey.of((ECPublicKey) pair.getPublic()), new JcaSigner(pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
