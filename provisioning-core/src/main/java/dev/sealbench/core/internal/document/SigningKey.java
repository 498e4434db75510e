package dev.sealbench.core.internal.document;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.Objects;

/// A public key and the means to sign with its private half, which this type never sees.
///
/// Immutable; as safe to share between threads as its signer.
public record SigningKey(P256PublicKey publicKey, Signer signer) {

    public SigningKey {
        Objects.requireNonNull(publicKey);
        Objects.requireNonNull(signer);
    }

    /// Signs and checks the result, so that a signer that holds another key is noticed here and not in a charger.
    ///
    /// @throws IllegalStateException if the signer's key is not [#publicKey]
    public byte[] sign(byte[] message) {
        var signature = signer.sign(message);
        if (!publicKey.verifies(message, signature)) {
            throw new IllegalStateException("the signer does not hold the key " + publicKey);
        }
        return signature;
    }

    /// As [#sign(byte[])], over all that `content` holds, up to its end.
    ///
    /// @throws IOException if `content` cannot be read
    public byte[] sign(InputStream content) throws IOException {
        var sha256 = Sha256.newDigest();
        var signature = signer.sign(new DigestInputStream(content, sha256));
        if (!publicKey.verifiesDigest(sha256.digest(), signature)) {
            throw new IllegalStateException("the signer does not hold the key " + publicKey);
        }
        return signature;
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey + "]";
    }
}
