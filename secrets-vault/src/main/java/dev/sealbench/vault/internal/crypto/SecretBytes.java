package dev.sealbench.vault.internal.crypto;

import java.util.Arrays;

/// Secret octets that are lent and wiped, never handed out.
///
/// The octets come out only through [#lend]. `toString` says nothing; there is no `equals`. Safe to share between
/// threads: closing waits for nobody, a loan made before it stays whole until it is given back.
public final class SecretBytes implements AutoCloseable {

    /// What a loan is for. A lambda that throws nothing checked makes `X` unchecked.
    @FunctionalInterface
    public interface Use<T, X extends Exception> {
        /// `loan` is wiped when this returns or throws.
        T apply(byte[] loan) throws X;
    }

    private final byte[] octets;
    private boolean wiped;

    /// Takes `owned` over; the caller must not keep or reuse it.
    public SecretBytes(byte[] owned) {
        this.octets = owned;
    }

    /// Lends a copy to `use` and wipes it afterwards, also when `use` throws.
    ///
    /// @throws IllegalStateException if the octets are wiped already
    public <T, X extends Exception> T lend(Use<T, X> use) throws X {
        var loan = copy();
        try {
            return use.apply(loan);
        } finally {
            Arrays.fill(loan, (byte) 0);
        }
    }

    @Override
    public synchronized void close() {
        Arrays.fill(octets, (byte) 0);
        wiped = true;
    }

    @Override
    public String toString() {
        return "SecretBytes[hidden]";
    }

    private synchronized byte[] copy() {
        if (wiped) {
            throw new IllegalStateException("secret was wiped");
        }
        return octets.clone();
    }
}
