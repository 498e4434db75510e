package dev.sealbench.ui.window.login;

import dev.sealbench.core.StationException;
import java.time.Duration;

/// What signing in asks of the station, and nothing more. Every method may block; none is called on the FX thread.
/// Secrets and badges are wiped by the caller. Safe for several threads.
public interface People {

    /// Whether there is nobody yet, so that the first lead is created.
    boolean isFirstStart() throws StationException;

    /// By name and secret.
    SignInAnswer signIn(String name, char[] secret);

    /// By badge alone.
    SignInAnswer signIn(char[] badge);

    /// Creates the first lead and signs them in; refused once there is anybody.
    ///
    /// @param vaultPassphrase opens the vault this once; afterwards secrets do
    SignInAnswer createFirstLead(String name, String displayName, char[] secret, char[] vaultPassphrase);

    /// Changes the secret of who works here now.
    ///
    /// @throws StationException also when `current` is not the secret, which counts as a failed attempt to sign in
    void changeSecret(char[] current, char[] next) throws StationException;

    /// Closes the vault if everybody left it long enough ago.
    ///
    /// @return whether it is open: only then is a badge enough
    boolean watchVault();

    /// Somebody did something just now. Does not block.
    void touched();

    /// The person leaves, or was idle for too long.
    void signOut(SignedIn person);

    /// How long nobody may touch anything before the pages are covered.
    Duration idleTime();
}
