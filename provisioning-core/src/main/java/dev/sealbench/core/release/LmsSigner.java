package dev.sealbench.core.release;

import dev.sealbench.core.release.LmsStateException.Reason;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.LMOtsParameters;
import org.bouncycastle.crypto.params.LMSPrivateKeyParameters;
import org.bouncycastle.crypto.params.LMSigParameters;

/// Signs with an LMS key, each index at most once: [LmsLedger] gives them out.
///
/// Holds the tree of public nodes in memory; building it takes some seconds. Not for several threads.
final class LmsSigner implements AutoCloseable {

    static final int ID_BYTES = 16;
    static final int SEED_BYTES = 32;

    private final LMSPrivateKeyParameters key;
    private final LmsPublicKey publicKey;
    private final LmsLedger ledger;

    /// Takes `key`, whose next index is the ledger's, and `ledger` over.
    LmsSigner(LMSPrivateKeyParameters key, LmsPublicKey publicKey, LmsLedger ledger) {
        this.key = key;
        this.publicKey = publicKey;
        this.ledger = ledger;
    }

    /// The private key `id || seed` (RFC 8554 appendix A) of which nothing was signed yet, with its tree; it takes some
    /// seconds to build. `idAndSeed` stays the caller's to wipe.
    static LMSPrivateKeyParameters fresh(byte[] idAndSeed) {
        var key = privateKey(idAndSeed, 0);
        key.getPublicKey();
        return key;
    }

    /// Takes `ledger` over. `idAndSeed` stays the caller's to wipe.
    ///
    /// @throws WrongPassphraseException if the private key does not belong to `publicKey`
    static LmsSigner open(byte[] idAndSeed, LmsPublicKey publicKey, LmsLedger ledger)
            throws IOException, WrongPassphraseException {
        var key = privateKey(idAndSeed, ledger.next());
        if (!Arrays.equals(key.getPublicKey().getEncoded(), publicKey.octets())) {
            key.destroy();
            throw new WrongPassphraseException();
        }
        return new LmsSigner(key, publicKey, ledger);
    }

    /// The signature over `digest` (32 octets), 1,452 octets. Its index is used even when this throws.
    byte[] sign(byte[] digest) throws IOException, LmsStateException {
        int index = ledger.reserve(digest);
        if (key.getIndex() != index) {
            throw new LmsStateException(Reason.DAMAGED); // a signature failed before; the key must be opened again
        }
        var context = key.generateLMSContext();
        context.update(digest, 0, digest.length);
        var signature = key.generateSignature(context);
        if (!publicKey.verifies(digest, signature)) {
            throw new IllegalStateException("LMS signature " + index + " does not verify");
        }
        return signature;
    }

    int signaturesLeft() {
        return ledger.signaturesLeft();
    }

    @Override
    public void close() throws IOException {
        key.destroy();
        ledger.close();
    }

    private static LMSPrivateKeyParameters privateKey(byte[] idAndSeed, int nextIndex) {
        var seed = Arrays.copyOfRange(idAndSeed, ID_BYTES, ID_BYTES + SEED_BYTES);
        try {
            return new LMSPrivateKeyParameters(
                    LMSigParameters.lms_sha256_n32_h10,
                    LMOtsParameters.sha256_n32_w8,
                    nextIndex,
                    Arrays.copyOf(idAndSeed, ID_BYTES),
                    LmsPublicKey.SIGNATURES,
                    seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
