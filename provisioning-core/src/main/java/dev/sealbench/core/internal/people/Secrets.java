package dev.sealbench.core.internal.people;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.vault.Passphrase;

/// What may be a secret or a badge. docs/design/031-people.md says why.
final class Secrets {

    static final int SECRET_MIN_CHARS = 12;
    private static final int SECRET_MAX_CHARS = 128;
    private static final int SECRET_MIN_DIFFERENT = 5;
    private static final int BADGE_MIN_CHARS = 8;
    private static final int BADGE_MAX_CHARS = 64;

    private Secrets() {}

    static void requireSecret(Passphrase secret) throws StationException {
        if (secret.length() < SECRET_MIN_CHARS || secret.length() > SECRET_MAX_CHARS) {
            throw new StationException(
                    Fault.SECRET_WEAK,
                    "a secret has %d to %d characters".formatted(SECRET_MIN_CHARS, SECRET_MAX_CHARS));
        }
        if (secret.differentOctets() < SECRET_MIN_DIFFERENT) {
            throw new StationException(
                    Fault.SECRET_WEAK, "it has fewer than %d different characters".formatted(SECRET_MIN_DIFFERENT));
        }
    }

    static void requireBadge(Passphrase badge) throws StationException {
        if (!isBadge(badge)) {
            throw new StationException(
                    Fault.SECRET_WEAK,
                    "a badge reads as %d to %d printable characters".formatted(BADGE_MIN_CHARS, BADGE_MAX_CHARS));
        }
    }

    static boolean isBadge(Passphrase read) {
        return read.length() >= BADGE_MIN_CHARS && read.length() <= BADGE_MAX_CHARS && read.isPrintableAscii();
    }
}
