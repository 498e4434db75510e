package dev.sealbench.core.internal.people;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.PeopleBook;
import dev.sealbench.core.internal.books.Refusal;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.VaultSlots;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.PassphraseHash;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Changes people, in the books and in the key slots of the vault. A slot is made before the books know its secret and
/// removed after they forgot it: a crash in between leaves a slot too many, never a person without one.
///
/// Asks nobody whether it is allowed. Safe to share between threads.
public final class People {

    private static final RecordContext BADGE = new RecordContext("badge".getBytes(StandardCharsets.US_ASCII));
    private static final int ID_BYTES = 8;

    private final Bench bench;

    public People(Bench bench) {
        this.bench = bench;
    }

    /// Everybody.
    public List<Person> list() throws StationException {
        return Desks.ask(() -> book().list());
    }

    /// Whom a pseudonym means.
    public Optional<Person> find(String id) throws StationException {
        return Desks.ask(() -> book().find(id));
    }

    /// Who has this name.
    public Person named(String name) throws StationException {
        return Desks.ask(() -> book().named(Person.normalised(name)))
                .orElseThrow(() -> new StationException(Fault.PERSON_REFUSED, new Refusal.PersonUnknown().text()));
    }

    /// Whether nobody else who may sign in counts as one of two.
    public boolean isOnlyOneWhoConfirms(Person person) throws StationException {
        return list().stream()
                .noneMatch(each ->
                        !each.disabled() && each.confirms() && !each.id().equals(person.id()));
    }

    /// Adds a person.
    ///
    /// @param confirmed who confirmed it, if somebody had to
    public Person add(
            String name, String displayName, Set<Role> roles, Optional<Passphrase> secret, Optional<String> confirmed)
            throws StationException {
        var person = newPerson(bench.random(), name, displayName, roles);
        if (secret.isEmpty()) {
            requireBadgeIsEnough(roles);
            Desks.ask(() -> made(book -> book.add(person, Optional.empty(), how(confirmed), bench.author())));
            return person;
        }
        var hash = hash(secret.get());
        bench.slots().ensure(person.id(), hash, secret.get());
        try {
            Desks.ask(() -> made(book -> book.add(person, Optional.of(hash), how(confirmed), bench.author())));
        } catch (StationException e) {
            bench.slots().removeAll(person.id());
            throw e;
        }
        return find(person.id()).orElse(person);
    }

    /// Adds the first person.
    Person addFirst(Person drawn, Passphrase secret) throws StationException {
        var hash = hash(secret);
        bench.slots().ensure(drawn.id(), hash, secret);
        try {
            Desks.ask(() -> made(book -> book.addFirst(drawn, hash, bench.author())));
        } catch (StationException e) {
            bench.slots().removeAll(drawn.id());
            throw e;
        }
        return named(drawn.name());
    }

    /// Gives other roles.
    public void setRoles(Person person, Set<Role> roles, Optional<String> confirmed) throws StationException {
        if (roles.isEmpty()) {
            throw new StationException(Fault.PERSON_REFUSED, "a person has at least one role");
        }
        if (!person.hasSecret()) {
            requireBadgeIsEnough(roles);
        }
        Desks.ask(() -> made(book -> book.setRoles(person, roles, how(confirmed), bench.author())));
    }

    /// Sets a secret.
    public void setSecret(Person person, Passphrase secret, Optional<String> confirmed) throws StationException {
        var hash = hash(secret);
        bench.slots().ensure(person.id(), hash, secret);
        try {
            Desks.ask(() -> made(book -> book.setSecret(person, hash, how(confirmed), bench.author())));
        } catch (StationException e) {
            Desks.ask(() -> book().secretOf(person)).ifPresent(kept -> tidy(person, kept));
            throw e;
        }
        bench.slots().keepOnly(person.id(), hash);
    }

    /// Sets one's own secret, after the current one was shown.
    public void changeOwnSecret(Person person, Passphrase current, Passphrase next) throws StationException {
        new SecretCheck(bench.books(), bench.config(), bench.author()).require(person.name(), current);
        setSecret(person, next, Optional.empty());
    }

    /// Sets a badge.
    public void setBadge(Person person, Passphrase badge) throws StationException {
        Secrets.requireBadge(badge);
        var fingerprint = fingerprint(bench, badge);
        Desks.ask(() -> made(book -> book.setBadge(person, fingerprint, bench.author())));
    }

    /// Takes the badge away.
    public void removeBadge(Person person) throws StationException {
        Desks.ask(() -> made(book -> book.removeBadge(person, bench.author())));
    }

    /// Ends a person's access.
    public void disable(Person person, String reason) throws StationException {
        Desks.ask(() -> made(book -> book.disable(person, reason, bench.author())));
        bench.slots().removeAll(person.id());
    }

    /// Deletes the name.
    public void forget(Person person) throws StationException {
        Desks.ask(() -> made(book -> book.forget(person, bench.author())));
    }

    /// A person who is in no books yet.
    static Person newPerson(RandomGenerator random, String name, String displayName, Set<Role> roles)
            throws StationException {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        try {
            return new Person("p-" + HexFormat.of().formatHex(id), name, displayName, roles, false, false, false);
        } catch (IllegalArgumentException e) {
            throw new StationException(Fault.PERSON_REFUSED, e.getMessage(), e);
        }
    }

    /// What the books know a badge by.
    static String fingerprint(Bench bench, Passphrase badge) throws StationException {
        try {
            return bench.vault().fingerprint(BADGE, badge).toString();
        } catch (VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static void requireBadgeIsEnough(Set<Role> roles) throws StationException {
        if (!roles.equals(Set.of(Role.OPERATOR))) {
            throw new StationException(Fault.PERSON_REFUSED, "without a secret a person is an operator, nothing else");
        }
    }

    private String hash(Passphrase secret) throws StationException {
        Secrets.requireSecret(secret);
        return PassphraseHash.of(secret, VaultSlots.cost(bench.config()), bench.random())
                .text();
    }

    private void tidy(Person person, String hash) {
        try {
            bench.slots().keepOnly(person.id(), hash);
        } catch (StationException e) {
            // a slot too many, for a secret that the books refuse; the next change removes it
        }
    }

    private PeopleBook book() {
        return bench.books().people();
    }

    private interface Change {
        void make(PeopleBook book) throws BooksException;
    }

    private Void made(Change change) throws BooksException {
        change.make(book());
        return null;
    }

    private static String how(Optional<String> confirmed) {
        return confirmed.map(who -> ", confirmed by " + who).orElse("");
    }
}
