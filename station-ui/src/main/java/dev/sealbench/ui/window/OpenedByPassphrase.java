package dev.sealbench.ui.window;

import dev.sealbench.ui.window.login.People;
import dev.sealbench.ui.window.login.SignInAnswer;
import dev.sealbench.ui.window.login.SignedIn;
import java.time.Duration;

/// A station whose vault was opened by its passphrase and that knows no people: whoever opened it works there, and
/// once they left, only opening it again lets anybody in. Immutable.
public final class OpenedByPassphrase implements People {

    private static final Duration NEVER = Duration.ofDays(36_500);

    @Override
    public boolean isFirstStart() {
        return false;
    }

    @Override
    public SignInAnswer signIn(String name, char[] secret) {
        return new SignInAnswer.Wrong();
    }

    @Override
    public SignInAnswer signIn(char[] badge) {
        return new SignInAnswer.BadgeNotEnough();
    }

    @Override
    public SignInAnswer createFirstLead(String name, String displayName, char[] secret, char[] vaultPassphrase) {
        return new SignInAnswer.Wrong();
    }

    @Override
    public void signOut(SignedIn person) {}

    @Override
    public Duration idleTime() {
        return NEVER;
    }
}
