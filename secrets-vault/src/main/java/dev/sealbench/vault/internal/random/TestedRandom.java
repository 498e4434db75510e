package dev.sealbench.vault.internal.random;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.prng.EntropySource;
import org.bouncycastle.crypto.prng.EntropySourceProvider;
import org.bouncycastle.crypto.prng.SP800SecureRandomBuilder;

/// The vault's random numbers: an HMAC DRBG (SP 800-90A, SHA-512, 256 bits, prediction resistance) over the operating
/// system's entropy, every octet of which passes the health tests of SP 800-90B first.
///
/// What it builds is safe to share between threads.
public final class TestedRandom {

    /// SP 800-90B, 4.3: samples looked at before the first is used.
    static final int START_UP_SAMPLES = 1024;

    private static final int STRENGTH_BITS = 256;

    private TestedRandom() {}

    /// A generator over the operating system's source. Its raw octets are read, because what the JDK's `nextBytes`
    /// returns is mixed with a hash chain that would hide a source that is stuck.
    ///
    /// @throws SourceFailure if the source fails its start-up test; the same comes out of `nextBytes` later on
    public static SecureRandom system() {
        try {
            return over(SecureRandom.getInstanceStrong()::generateSeed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has a strong SecureRandom", e);
        }
    }

    /// A generator over `source`, which returns as many octets as it is asked for.
    ///
    /// @throws SourceFailure as [#system]
    public static SecureRandom over(IntFunction<byte[]> source) {
        var tested = new TestedSource(source);
        tested.startUp();
        var nonce = tested.take(STRENGTH_BITS / Byte.SIZE);
        return new SP800SecureRandomBuilder(tested)
                .setPersonalizationString("sealbench vault 1".getBytes(StandardCharsets.US_ASCII))
                .setSecurityStrength(STRENGTH_BITS)
                .setEntropyBitsRequired(STRENGTH_BITS)
                .buildHMAC(new HMac(new SHA512Digest()), nonce, true);
    }

    private static final class TestedSource implements EntropySourceProvider {

        private final IntFunction<byte[]> source;
        private final HealthTest health = new HealthTest();

        TestedSource(IntFunction<byte[]> source) {
            this.source = source;
        }

        void startUp() {
            Arrays.fill(take(START_UP_SAMPLES), (byte) 0); // 4.3: these samples are not used
        }

        synchronized byte[] take(int count) {
            var octets = source.apply(count);
            if (octets.length != count) {
                throw new SourceFailure("source gave " + octets.length + " of " + count + " octets");
            }
            health.accept(octets);
            return octets;
        }

        @Override
        public EntropySource get(int bitsRequired) {
            return new EntropySource() {
                @Override
                public boolean isPredictionResistant() {
                    return true;
                }

                @Override
                public byte[] getEntropy() {
                    return take((bitsRequired + Byte.SIZE - 1) / Byte.SIZE);
                }

                @Override
                public int entropySize() {
                    return bitsRequired;
                }
            };
        }
    }
}
