package dev.sealbench.core;

import dev.sealbench.core.internal.people.People;
import dev.sealbench.core.internal.people.SignedIn;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// People: who they are and what they may. Safe to share between threads.
///
/// Two persons are needed to make somebody a security officer; and, as soon as there is a second lead or security
/// officer, to make a lead or to set the secret of a lead or security officer: else one person could be two.
public final class PeopleDesk {

    private final Session session;
    private final SignedIn signedIn;
    private final Bench bench;
    private final People people;

    PeopleDesk(Bench bench, Session session, SignedIn signedIn) {
        this.bench = bench;
        this.session = session;
        this.signedIn = signedIn;
        this.people = new People(bench);
    }

    /// Everybody, by name.
    public List<Person> list() throws StationException {
        session.require(Permission.PEOPLE);
        return people.list();
    }

    /// How people call the one whom events and histories name by a pseudonym; what was given, when it is none or was
    /// forgotten.
    public String nameOf(String id) throws StationException {
        session.require(Permission.LOOK);
        return people.find(id).map(Person::displayName).orElse(id);
    }

    /// Adds a person.
    ///
    /// @param secret the first one; empty for a person who only has a badge
    public Person add(String name, String displayName, Set<Role> roles, Optional<PassphraseSource.Entered> secret)
            throws StationException {
        session.require(Permission.PEOPLE);
        return noted(() -> {
            var confirmed = confirmation(Set.of(), roles);
            return people.add(
                    Person.normalised(name),
                    displayName,
                    roles,
                    secret.map(PassphraseSource.Entered::passphrase),
                    confirmed);
        });
    }

    /// Gives a person other roles; they count from the next call of a session on.
    ///
    /// @throws StationException also when nobody who is enabled would be lead any more
    public void setRoles(String name, Set<Role> roles) throws StationException {
        session.require(Permission.PEOPLE);
        noted(() -> {
            var person = people.named(name);
            people.setRoles(person, roles, confirmation(person.roles(), roles));
            return null;
        });
    }

    /// Sets a person's secret: the first one, or instead of one that was forgotten.
    public void setSecret(String name, PassphraseSource.Entered secret) throws StationException {
        session.require(Permission.PEOPLE);
        noted(() -> {
            var person = people.named(name);
            boolean privileged = Person.confirms(person.roles());
            var confirmed = privileged && !people.isOnlyOneWhoConfirms(session.person())
                    ? Optional.of(session.requireSecond())
                    : Optional.<String>empty();
            people.setSecret(person, secret.passphrase(), confirmed);
            return null;
        });
    }

    /// Changes one's own secret.
    ///
    /// @throws StationException also when `current` is not the secret, which counts as a failed sign-in
    public void changeOwnSecret(PassphraseSource.Entered current, PassphraseSource.Entered next)
            throws StationException {
        session.require(Permission.OWN_SECRET);
        noted(() -> {
            people.changeOwnSecret(signedIn.person(), current.passphrase(), next.passphrase());
            return null;
        });
    }

    /// Gives a person a badge, instead of the one before.
    ///
    /// @param badge what the scanner reads from it: 8 to 64 printable ASCII characters
    public void setBadge(String name, PassphraseSource.Entered badge) throws StationException {
        session.require(Permission.PEOPLE);
        noted(() -> {
            people.setBadge(people.named(name), badge.passphrase());
            return null;
        });
    }

    /// Takes a person's badge away.
    public void removeBadge(String name) throws StationException {
        session.require(Permission.PEOPLE);
        noted(() -> {
            people.removeBadge(people.named(name));
            return null;
        });
    }

    /// Ends a person's access: sessions that are open, secret, badge, and the key slot of this station.
    ///
    /// @param reason 1 to 256 characters
    /// @throws StationException also when nobody who is enabled would be lead any more
    public void disable(String name, String reason) throws StationException {
        session.require(Permission.PEOPLE);
        noted(() -> {
            people.disable(people.named(name), reason);
            return null;
        });
    }

    /// Deletes name and display name of a person who was disabled; events and histories keep the pseudonym, which
    /// then means nobody.
    public void forget(String name) throws StationException {
        session.require(Permission.PEOPLE);
        noted(() -> {
            people.forget(people.named(name));
            return null;
        });
    }

    /// Who confirms a change of roles; empty when nobody has to.
    private Optional<String> confirmation(Set<Role> before, Set<Role> after) throws StationException {
        var granted = EnumSet.noneOf(Role.class);
        granted.addAll(after);
        granted.removeAll(before);
        boolean officer = granted.contains(Role.SECURITY_OFFICER);
        boolean lead = granted.contains(Role.LEAD) && !people.isOnlyOneWhoConfirms(session.person());
        return officer || lead ? Optional.of(session.requireSecond()) : Optional.empty();
    }

    private <T> T noted(Desks.Work<T> work) throws StationException {
        return Desks.noted(bench, "person.refused", work);
    }
}
