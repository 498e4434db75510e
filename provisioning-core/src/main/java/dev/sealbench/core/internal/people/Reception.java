package dev.sealbench.core.internal.people;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.books.Refusal;
import dev.sealbench.core.internal.books.SignInBook.Subject;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.BenchOpening;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.HealthChecks;
import dev.sealbench.core.internal.run.VaultSlots;
import dev.sealbench.vault.Passphrase;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets people in, and opens the vault for the first who has a key slot. Safe to share between threads, but for the
/// opening itself.
public final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /// As events name somebody of whom nothing is proven yet.
    private static final String NOBODY = "nobody";

    private final BenchOpening opening;
    private final SecretCheck check;

    public Reception(BenchOpening opening) {
        this.opening = opening;
        this.check = new SecretCheck(opening.books(), opening.config(), nobody());
    }

    /// What somebody signed in with.
    public enum Means {
        SECRET,
        BADGE
    }

    /// A first lead, signed in at a bench that was opened for it.
    public record Opened(Bench bench, SignedIn signedIn) {}

    /// Whether the clock is not behind the last event in the books.
    public boolean isClockRight() throws StationException {
        return !HealthChecks.isBehind(
                opening.clock().instant(),
                Desks.ask(() -> opening.books().events().last()));
    }

    /// Whether the books ever knew anybody.
    public boolean hasPeople() throws StationException {
        return !Desks.ask(() -> opening.books().people().isEmpty());
    }

    /// Makes the first lead. Where stations share the books and somebody is lead already, lets that lead in.
    public Opened firstLead(String name, String displayName, Passphrase secret, Passphrase vaultPassphrase)
            throws StationException {
        return noted(() -> {
            if (hasPeople()) {
                return knownLead(name, secret, vaultPassphrase);
            }
            Secrets.requireSecret(secret);
            var drawn = People.newPerson(new SecureRandom(), Person.normalised(name), displayName, Set.of(Role.LEAD));
            var bench = opening.open(vaultPassphrase, drawn.id());
            try {
                var person = new People(bench).addFirst(drawn, secret);
                return new Opened(bench, welcome(person, bench, Means.SECRET));
            } catch (StationException | RuntimeException e) {
                bench.closeVault();
                throw e;
            }
        });
    }

    /// A lead of another station that has the same books, at a station that knows nobody's secret yet.
    private Opened knownLead(String name, Passphrase secret, Passphrase vaultPassphrase) throws StationException {
        if (opening.config().database() == null || Files.exists(opening.home().keySlots())) {
            throw new StationException(Fault.PERSON_REFUSED, new Refusal.PeopleKnown().text());
        }
        var person = checked(Person.normalised(name), secret);
        if (!person.roles().contains(Role.LEAD)) {
            throw new StationException(Fault.PERSON_REFUSED, new Refusal.PeopleKnown().text());
        }
        var bench = opening.open(vaultPassphrase, person.id());
        try {
            return new Opened(benchFor(person, secret, Optional.of(bench)), welcome(person, bench, Means.SECRET));
        } catch (StationException | RuntimeException e) {
            bench.closeVault();
            throw e;
        }
    }

    /// The person who has this name and this secret.
    public Person checked(String name, Passphrase secret) throws StationException {
        return check.require(name, secret);
    }

    /// The open bench; opens it for a person with a key slot, and makes a slot where there is none but the bench is
    /// open.
    public Bench benchFor(Person person, Passphrase secret, Optional<Bench> open) throws StationException {
        return noted(() -> {
            var hash = Desks.ask(() -> opening.books().people().secretOf(person))
                    .orElseThrow(() -> new StationException(Fault.NOT_SIGNED_IN, ""));
            if (open.isPresent()) {
                open.get().slots().ensure(person.id(), hash, secret);
                open.get().slots().keepOnly(person.id(), hash);
                return open.get();
            }
            var kept = VaultSlots.passphrase(opening.home(), opening.config(), person.id(), hash, secret);
            try (var passphrase = kept.orElseThrow(() -> new StationException(Fault.NO_KEY_SLOT, person.id()))) {
                return opening.open(passphrase, person.id());
            }
        });
    }

    /// @throws StationException when nobody opened the station yet; an event says so
    public Bench requireOpen(Optional<Bench> open) throws StationException {
        return noted(() -> open.orElseThrow(
                () -> new StationException(Fault.STATION_CLOSED, "a badge alone does not open the vault")));
    }

    /// Whose badge it is.
    public Person ofBadge(Passphrase badge, Bench open) throws StationException {
        var subject = new Subject("badge@" + opening.config().stationId(), true);
        SecretCheck.requireUnlocked(Desks.ask(() -> opening.books().signIns().locked(subject, nobody())));
        var fingerprint = People.fingerprint(open, badge);
        var person = Secrets.isBadge(badge)
                ? Desks.ask(() -> opening.books().people().withBadge(fingerprint))
                : Optional.<Person>empty();
        if (person.isEmpty() || person.get().disabled() || !person.get().roles().contains(Role.OPERATOR)) {
            Desks.ask(() -> {
                opening.books().signIns().failed(subject, nobody());
                return null;
            });
            check.refuse(person.map(Person::id).orElse(subject.text()));
        }
        return person.orElseThrow();
    }

    /// Begins a session.
    public SignedIn welcome(Person person, Bench bench, Means means) throws StationException {
        Desks.ask(() -> opening.books()
                .events()
                .append(
                        new NewEvent(
                                "person.signed-in",
                                Optional.empty(),
                                Optional.empty(),
                                EventRecord.Result.OK,
                                "with a " + means.name().toLowerCase(Locale.ROOT)),
                        opening.author(person.id())));
        return new SignedIn(
                person,
                means,
                Duration.ofMinutes(bench.config().signIn().idleMinutes()),
                bench.clock().instant());
    }

    /// Closes the vault of a station that everybody left; books and journal stay open. What cannot be booked does not
    /// keep it open.
    public void closeVault(Bench left) {
        var minutes = opening.config().signIn().vaultMinutes();
        note(
                new NewEvent(
                        "vault.closed",
                        Optional.empty(),
                        Optional.empty(),
                        EventRecord.Result.OK,
                        "nobody was here for %d minutes".formatted(minutes)),
                nobody());
        left.closeVault();
    }

    /// Books a scan that nobody can use.
    ///
    /// @param person the pseudonym of who is signed in, if anybody is
    public void noteRefusedScan(Optional<String> person, String why) {
        var event = new NewEvent("scan.refused", Optional.empty(), Optional.empty(), EventRecord.Result.REFUSED, why);
        note(event, person.map(opening::author).orElseGet(this::nobody));
    }

    private void note(NewEvent event, Author author) {
        try {
            opening.books().events().append(event, author);
        } catch (BooksException e) {
            LOG.warn("{} was not booked: {}", event.action(), e.getMessage());
        }
    }

    private Author nobody() {
        return opening.author(NOBODY);
    }

    private <T> T noted(Desks.Work<T> work) throws StationException {
        return Desks.noted(opening.books(), nobody(), "person.sign-in-refused", work);
    }
}
