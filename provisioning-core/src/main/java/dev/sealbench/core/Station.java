package dev.sealbench.core;

import dev.sealbench.core.internal.people.Reception;
import dev.sealbench.core.internal.people.SignedIn;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.BenchOpening;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// One station: people sign in, and work in their [Session].
///
/// After [#open] it holds the home and the books; the vault opens with the first person who signs in with a secret, and
/// stays open until the station is closed, or until [#closeVaultIfLeft] finds that everybody left. Safe to share
/// between threads. Close it last.
public final class Station implements AutoCloseable {

    private final BenchOpening opening;
    private final Reception reception;
    private final Attendance attendance;
    private volatile Optional<Bench> bench = Optional.empty();

    private Station(BenchOpening opening, Reception reception) {
        this.opening = opening;
        this.reception = reception;
        this.attendance = new Attendance(opening.clock());
    }

    /// Takes the home: settings, journal, books. Nobody is signed in, the vault is closed.
    ///
    /// @throws StationException when a part of the home is missing, damaged, or in use
    public static Station open(StationHome home, Clock clock) throws StationException {
        var opening = BenchOpening.begin(home, clock);
        return new Station(opening, new Reception(opening));
    }

    /// The settings.
    public StationConfig config() {
        return opening.config();
    }

    /// Whether the clock is not behind the last event in the books.
    public boolean isClockRight() throws StationException {
        return reception.isClockRight();
    }

    /// Whether the vault is open: then a badge is enough to sign in.
    public boolean isOpen() {
        return bench.isPresent();
    }

    /// Closes the vault when nobody was signed in and nothing ran for the time of `station.json`, docs/people.md. To be
    /// called every few seconds; the next person then signs in with a secret.
    ///
    /// @return whether the vault was closed by this call
    public synchronized boolean closeVaultIfLeft() {
        int minutes = config().signIn().vaultMinutes();
        if (bench.isEmpty() || minutes == 0 || !attendance.isLeftFor(Duration.ofMinutes(minutes))) {
            return false;
        }
        reception.closeVault(bench.get());
        bench = Optional.empty();
        return true;
    }

    /// Whether the books know anybody; if not, [#makeFirstLead] is what is left to do.
    public boolean hasPeople() throws StationException {
        return reception.hasPeople();
    }

    /// Makes the first person of a home, a lead, who is signed in then. At a new station whose books are shared with
    /// others, the first is a lead whom they know; then the display name stays what it is.
    ///
    /// @param name to sign in with, see [Person]
    /// @param displayName as people say it
    /// @param secret 12 to 128 characters; stays the caller's to close
    /// @param vaultPassphrase opens the vault; stays the caller's to close
    /// @throws StationException when the books know somebody, or the vault does not open
    public synchronized Session makeFirstLead(
            String name, String displayName, PassphraseSource.Entered secret, PassphraseSource.Entered vaultPassphrase)
            throws StationException {
        var made = reception.firstLead(name, displayName, secret.passphrase(), vaultPassphrase.passphrase());
        bench = Optional.of(made.bench());
        return session(made.signedIn());
    }

    /// Signs in with name and secret. The first time, opens the vault, and books what a dead process left undone.
    ///
    /// @param secret stays the caller's to close
    /// @throws StationException when nobody has this name and this secret, or is locked out for a while, or
    ///     when the vault has no key slot for the person and nobody opened it yet
    public Session signIn(String name, PassphraseSource.Entered secret) throws StationException {
        var person = reception.checked(Person.normalised(name), secret.passphrase());
        synchronized (this) {
            bench = Optional.of(reception.benchFor(person, secret.passphrase(), bench));
            return session(reception.welcome(person, bench.get(), Reception.Means.SECRET));
        }
    }

    /// Signs in with a badge, as operator only: what a scanner reads from a badge can be copied.
    ///
    /// @param badge stays the caller's to close
    /// @throws StationException when nobody opened the station yet, or this is nobody's badge
    public synchronized Session signInWithBadge(PassphraseSource.Entered badge) throws StationException {
        var open = reception.requireOpen(bench);
        var person = reception.ofBadge(badge.passphrase(), open);
        return session(reception.welcome(person, open, Reception.Means.BADGE));
    }

    /// Books that something was scanned that nobody can use, and that nothing was done. Never gets the scan itself,
    /// which may be a secret.
    ///
    /// @param session in which it was scanned; empty while nobody is signed in
    /// @param why one of the screen's words, without what was scanned
    public void noteRefusedScan(Optional<Session> session, String why) {
        reception.noteRefusedScan(session.map(each -> each.person().id()), why);
    }

    private Session session(SignedIn signedIn) {
        attendance.enter(signedIn);
        var own = bench.orElseThrow().as(opening.author(signedIn.person().id()));
        return new Session(own, signedIn, attendance, Optional.empty());
    }

    /// Closes journal, books and vault. Runs that still go on fail.
    @Override
    public synchronized void close() {
        bench.ifPresent(Bench::close);
        opening.close();
    }
}
