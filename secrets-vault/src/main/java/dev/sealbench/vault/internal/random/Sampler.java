package dev.sealbench.vault.internal.random;

import java.security.SecureRandom;
import java.util.Arrays;

/// Draws symbols by rejection from one stream of random octets, taking no octet twice and skipping none.
///
/// Octets are fetched in blocks, because each request to the generator makes it reseed; what is left over is wiped by
/// [#close]. Not safe to share between threads.
public final class Sampler implements AutoCloseable {

    private static final int BLOCK_BYTES = 128;
    /// A fair source needs 256 octets for a symbol of [Alphabet#A56] once in 2^700 draws.
    private static final int MOST_REJECTIONS = 256;

    private final SecureRandom random;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int used = BLOCK_BYTES;

    /// Draws from `random`, which several samplers may share.
    public Sampler(SecureRandom random) {
        this.random = random;
    }

    /// `count` symbols of `alphabet`, as ASCII; the caller wipes them.
    ///
    /// @throws SourceFailure if the source gives only octets that must be rejected
    public byte[] draw(Alphabet alphabet, int count) {
        var symbols = new byte[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = draw(alphabet);
        }
        return symbols;
    }

    /// `count` octets as the stream has them, except that the last is not zero: a TPM strips trailing zero octets of
    /// an authValue, and a value that has none is the same to both sides. The caller wipes them.
    public byte[] drawAuthValue(int count) {
        var octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) next();
        }
        for (int tries = 0; octets[count - 1] == 0; tries++) {
            refuseAfter(tries);
            octets[count - 1] = (byte) next();
        }
        return octets;
    }

    @Override
    public void close() {
        Arrays.fill(block, (byte) 0);
        used = BLOCK_BYTES;
    }

    private byte draw(Alphabet alphabet) {
        for (int tries = 0; ; tries++) {
            refuseAfter(tries);
            int octet = next();
            if (alphabet.accepts(octet)) {
                return alphabet.symbol(octet);
            }
        }
    }

    private int next() {
        if (used == BLOCK_BYTES) {
            random.nextBytes(block);
            used = 0;
        }
        int octet = Byte.toUnsignedInt(block[used]);
        block[used++] = 0;
        return octet;
    }

    private static void refuseAfter(int tries) {
        if (tries > MOST_REJECTIONS) {
            throw new SourceFailure("the source repeats an octet that must be rejected");
        }
    }
}
