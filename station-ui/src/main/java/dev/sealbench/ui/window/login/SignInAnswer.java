package dev.sealbench.ui.window.login;

import java.time.Duration;

/// What came of signing in. Immutable.
public sealed interface SignInAnswer {

    record Welcome(SignedIn person) implements SignInAnswer {}

    /// Name, secret or badge is wrong; never told which.
    record Wrong() implements SignInAnswer {}

    /// Too often wrong.
    ///
    /// @param left until the next attempt counts
    record Locked(Duration left) implements SignInAnswer {}

    record Disabled() implements SignInAnswer {}

    /// This person, or this moment, needs name and secret.
    record BadgeNotEnough() implements SignInAnswer {}

    /// A new secret that is too short or too long.
    record SecretUnfit(int leastCharacters, int mostCharacters) implements SignInAnswer {}

    /// The station cannot answer.
    ///
    /// @param why what went wrong, in no language yet
    record Failed(Exception why) implements SignInAnswer {}
}
