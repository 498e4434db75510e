package dev.sealbench.core.internal.log;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;

/// Signs what a witness saw: c2sp.org/tlog-cosignature, Ed25519. `toString` shows no secret.
///
/// Immutable.
final class Cosigner {

    private final WitnessKey key;
    private final PrivateKey privateKey;

    /// @throws NoteRefused when the keys do not belong together
    Cosigner(WitnessKey key, PrivateKey privateKey) throws NoteRefused {
        this.key = key;
        this.privateKey = privateKey;
        var probe = new Checkpoint("probe", 0, Merkle.empty()).text();
        key.cosigned(new SignedNote(probe, List.of(cosign(probe, Instant.EPOCH))));
    }

    WitnessKey key() {
        return key;
    }

    /// A cosignature for a checkpoint's text: that this is the largest tree of the log that was seen until `at`.
    SignedNote.Signature cosign(String text, Instant at) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(WitnessKey.message(text, at.getEpochSecond()));
            var value = ByteBuffer.allocate(WitnessKey.COSIGNATURE_BYTES)
                    .putLong(at.getEpochSecond())
                    .put(signer.sign())
                    .array();
            return new SignedNote.Signature(key.name(), key.keyId(), value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK refuses to sign with this Ed25519 key", e);
        }
    }

    @Override
    public String toString() {
        return "Cosigner[" + key.name() + "]";
    }
}
