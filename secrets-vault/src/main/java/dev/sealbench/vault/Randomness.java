package dev.sealbench.vault;

import dev.sealbench.vault.internal.random.SourceFailure;
import dev.sealbench.vault.internal.random.TestedRandom;
import java.security.SecureRandom;

/// Where a failing source of randomness becomes an exception of the vault.
final class Randomness {

    private Randomness() {}

    /// What needs random numbers.
    @FunctionalInterface
    interface Draw<T> {
        T from() throws VaultException;
    }

    static SecureRandom system() throws VaultException {
        return guard(TestedRandom::system);
    }

    static <T> T guard(Draw<T> draw) throws VaultException {
        try {
            return draw.from();
        } catch (SourceFailure e) {
            throw new VaultException.NoRandomness(e);
        }
    }
}
