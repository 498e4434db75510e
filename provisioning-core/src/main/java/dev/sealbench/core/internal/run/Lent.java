package dev.sealbench.core.internal.run;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.vault.VaultException;
import java.util.function.Function;

/// Carries the exceptions of link and TPM out of a loan of the vault, which knows neither.
final class Lent {

    private Lent() {}

    /// What lends the secret to a function.
    @FunctionalInterface
    interface Lender<T> {
        Outcome<T> lend(Function<byte[], Outcome<T>> use) throws VaultException;
    }

    /// What is done with the secret.
    @FunctionalInterface
    interface Borrower<T> {
        T use(byte[] secret) throws LinkException, TpmFault, VaultException;
    }

    /// How it went: a value, or the failure that is thrown once the secret was given back.
    record Outcome<T>(T value, Exception failure) {}

    /// Lends, uses, gives back; then throws what the use threw.
    static <T> T use(Lender<T> lender, Borrower<T> borrower) throws LinkException, TpmFault, VaultException {
        var outcome = lender.lend(secret -> {
            try {
                return new Outcome<>(borrower.use(secret), null);
            } catch (LinkException | TpmFault | VaultException e) {
                return new Outcome<>(null, e);
            }
        });
        switch (outcome.failure()) {
            case null -> {
                return outcome.value();
            }
            case LinkException e -> throw e;
            case TpmFault e -> throw e;
            case VaultException e -> throw e;
            default -> throw new IllegalStateException(outcome.failure());
        }
    }
}
