package dev.sealbench.core.internal.document;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/// Signs with a P-256 private key that is in this process: a key file's, or a test's.
public final class JcaSigner implements Signer {

    private final PrivateKey key;

    public JcaSigner(PrivateKey key) {
        this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK refuses to sign with this P-256 key", e);
        }
    }
}
