package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.login.People;
import dev.sealbench.ui.window.login.SignInAnswer;
import dev.sealbench.ui.window.login.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// Signing in at the real station, and the session that the windows work in. Safe for several threads.
public final class StationPeople implements People {

    private final Station station;
    private Optional<Session> session = Optional.empty();
    private final Map<SignedIn, Session> begun = new IdentityHashMap<>();

    public StationPeople(Station station) {
        this.station = station;
    }

    /// The session of whoever works here now.
    ///
    /// @throws StationException when nobody does
    synchronized Session session() throws StationException {
        return session.orElseThrow(() -> new StationException(Fault.SESSION_OVER, ""));
    }

    /// The same; empty when nobody does.
    synchronized Optional<Session> current() {
        return session;
    }

    @Override
    public boolean isFirstStart() throws StationException {
        return !station.hasPeople();
    }

    @Override
    public SignInAnswer signIn(String name, char[] secret) {
        return answer(() -> {
            try (var entered = PassphraseSource.typed(secret).read()) {
                return station.signIn(name, entered);
            }
        });
    }

    @Override
    public SignInAnswer signIn(char[] badge) {
        return answer(() -> {
            try (var entered = PassphraseSource.typed(badge).read()) {
                return station.signInWithBadge(entered);
            }
        });
    }

    @Override
    public SignInAnswer createFirstLead(String name, String displayName, char[] secret, char[] vaultPassphrase) {
        return answer(() -> {
            try (var entered = PassphraseSource.typed(secret).read();
                    var vault = PassphraseSource.typed(vaultPassphrase).read()) {
                return station.makeFirstLead(name, displayName, entered, vault);
            }
        });
    }

    @Override
    public void changeSecret(char[] current, char[] next) throws StationException {
        try (var was = PassphraseSource.typed(current).read();
                var entered = PassphraseSource.typed(next).read()) {
            session().people().changeOwnSecret(was, entered);
        }
    }

    /// Works on in a session that was begun elsewhere; closes it at the sign-out.
    public synchronized SignedIn welcome(Session fresh) {
        session = Optional.of(fresh);
        var person = new SignedIn(
                fresh.person().displayName(), fresh.roles(), fresh.person().hasSecret());
        begun.put(person, fresh);
        return person;
    }

    @Override
    public synchronized void touched() {
        session.ifPresent(Session::touch);
    }

    /// Ends the session of this sign-in and no other: the next person may have signed in meanwhile.
    @Override
    public synchronized void signOut(SignedIn person) {
        var ended = Optional.ofNullable(begun.remove(person));
        ended.ifPresent(Session::close);
        if (ended.equals(session)) {
            session = Optional.empty();
        }
    }

    /// Ends every session that is open still.
    public synchronized void leave() {
        begun.values().forEach(Session::close);
        begun.clear();
        session = Optional.empty();
    }

    @Override
    public boolean watchVault() {
        station.closeVaultIfLeft();
        return station.isOpen();
    }

    @Override
    public Duration idleTime() {
        return Duration.ofMinutes(station.config().signIn().idleMinutes());
    }

    @FunctionalInterface
    private interface Entrance {
        Session enter() throws StationException;
    }

    private SignInAnswer answer(Entrance entrance) {
        try {
            return new SignInAnswer.Welcome(welcome(entrance.enter()));
        } catch (StationException e) {
            return refusal(e);
        }
    }

    private static SignInAnswer refusal(StationException e) {
        return switch (e.fault()) {
            case NOT_SIGNED_IN -> new SignInAnswer.Wrong();
            case SIGN_IN_LOCKED -> locked(e);
            case STATION_CLOSED -> new SignInAnswer.BadgeNotEnough();
            default -> new SignInAnswer.Failed(e);
        };
    }

    /// The detail says until when, as an instant.
    private static SignInAnswer locked(StationException e) {
        try {
            var until = Instant.parse(e.detail().substring(e.detail().lastIndexOf(' ') + 1));
            var left = Duration.between(Instant.now(), until);
            return new SignInAnswer.Locked(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException unreadable) {
            return new SignInAnswer.Failed(e);
        }
    }
}
