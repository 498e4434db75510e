package dev.sealbench.core.internal.document;

import java.io.IOException;
import java.io.InputStream;

/// Signs octets with a P-256 key that stays where it is: in a vault, an HSM or a key file.
@FunctionalInterface
public interface Signer {

    /// The ECDSA P-256 / SHA-256 signature over `message`, DER, 8 to 72 octets.
    byte[] sign(byte[] message);

    /// The same over all that `content` holds, up to its end. Signers of large files do it without holding them.
    default byte[] sign(InputStream content) throws IOException {
        return sign(content.readAllBytes());
    }
}
