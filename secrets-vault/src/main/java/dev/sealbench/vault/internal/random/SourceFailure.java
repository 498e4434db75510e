package dev.sealbench.vault.internal.random;

import java.io.Serial;

/// The entropy source failed a health test, or drew what cannot be chance. Unchecked, because it must pass through
/// `SecureRandom`; the vault's border translates it.
public final class SourceFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// `reason` names the test that failed, never an octet of the source.
    public SourceFailure(String reason) {
        super(reason);
    }
}
