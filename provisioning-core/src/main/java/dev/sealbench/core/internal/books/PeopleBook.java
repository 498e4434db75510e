package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// People, their roles, and what they sign in with. Events about them carry pseudonyms only.
public final class PeopleBook {

    private static final String CURRENT = "SELECT p.person, n.name, n.display_name, p.roles, p.disabled, s.hash,"
            + " b.fingerprint FROM person p JOIN person_name n ON n.person = p.person"
            + " LEFT JOIN person_secret s ON s.person = p.person LEFT JOIN person_badge b ON b.person = p.person"
            + " WHERE p.revision = (SELECT max(l.revision) FROM person l WHERE l.person = p.person)";

    private final Ledger ledger;

    PeopleBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Whether there ever was anybody.
    public boolean isEmpty() throws BooksException {
        return ledger.read(PeopleBook::nobodyEver);
    }

    /// Everybody who was not forgotten, by name.
    public List<Person> list() throws BooksException {
        return ledger.read(PeopleBook::current);
    }

    /// The person with this pseudonym.
    public Optional<Person> find(String id) throws BooksException {
        return one(" AND p.person = :value", id);
    }

    /// The person with this name.
    public Optional<Person> named(String name) throws BooksException {
        return one(" AND n.name = :value", name);
    }

    /// Whose badge has this fingerprint.
    public Optional<Person> withBadge(String fingerprint) throws BooksException {
        return one(" AND b.fingerprint = :value", fingerprint);
    }

    /// The hash of a person's secret.
    public Optional<String> secretOf(Person person) throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT hash FROM person_secret WHERE person = :person")
                .bind("person", person.id())
                .mapTo(String.class)
                .findOne());
    }

    /// Adds a person.
    ///
    /// @param hash of the first secret; empty for none
    /// @param how what the event says beside the roles
    /// @throws BooksRefused with [Refusal.NameTaken]
    public void add(Person person, Optional<String> hash, String how, Author author) throws BooksException {
        ledger.write(author, entry -> {
            insert(entry, person, hash, how);
            return null;
        });
    }

    /// Adds the first person of these books.
    ///
    /// @throws BooksRefused with [Refusal.PeopleKnown] when there ever was anybody
    public void addFirst(Person person, String hash, Author author) throws BooksException {
        ledger.write(author, entry -> {
            // one first lead, also when two stations that share the books are set up at once
            entry.handle()
                    .createQuery("SELECT station_id FROM station ORDER BY station_id <lock>")
                    .mapTo(String.class)
                    .list();
            if (!nobodyEver(entry.handle())) {
                throw new BooksRefused(new Refusal.PeopleKnown());
            }
            insert(entry, person, Optional.of(hash), ", the first lead");
            return null;
        });
    }

    /// Gives a person other roles.
    ///
    /// @throws BooksRefused with [Refusal.LastLead]
    public void setRoles(Person person, Set<Role> roles, String how, Author author) throws BooksException {
        ledger.write(author, entry -> {
            var now = locked(entry.handle(), person);
            if (!roles.contains(Role.LEAD)) {
                requireAnotherLead(entry.handle(), now);
            }
            revise(entry, person.id(), roles, now.disabled());
            entry.event(
                    "person.roles-changed",
                    "%s: %s, was %s%s".formatted(person.id(), text(roles), text(now.roles()), how));
            return null;
        });
    }

    /// Ends a person's access: secret and badge are deleted.
    ///
    /// @throws BooksRefused with [Refusal.LastLead] or [Refusal.ReasonMissing]
    public void disable(Person person, String reason, Author author) throws BooksException {
        ledger.write(author, entry -> {
            Reasons.require("disabling a person", reason);
            var now = locked(entry.handle(), person);
            if (now.disabled()) {
                return null;
            }
            requireAnotherLead(entry.handle(), now);
            revise(entry, person.id(), now.roles(), true);
            delete(entry.handle(), "person_secret", person);
            delete(entry.handle(), "person_badge", person);
            entry.event("person.disabled", person.id() + ": " + reason);
            return null;
        });
    }

    /// Deletes the name of a person who is disabled.
    ///
    /// @throws BooksRefused with [Refusal.NotDisabled]
    public void forget(Person person, Author author) throws BooksException {
        ledger.write(author, entry -> {
            if (!locked(entry.handle(), person).disabled()) {
                throw new BooksRefused(new Refusal.NotDisabled());
            }
            delete(entry.handle(), "person_name", person);
            entry.event("person.forgotten", person.id());
            return null;
        });
    }

    /// Sets the hash of a secret.
    public void setSecret(Person person, String hash, String how, Author author) throws BooksException {
        ledger.write(author, entry -> {
            requireEnabled(locked(entry.handle(), person));
            delete(entry.handle(), "person_secret", person);
            insertSecret(entry, person, hash);
            entry.event("person.secret-set", person.id() + how);
            return null;
        });
    }

    /// Sets the fingerprint of a badge.
    ///
    /// @throws BooksRefused with [Refusal.BadgeTaken]
    public void setBadge(Person person, String fingerprint, Author author) throws BooksException {
        ledger.write(author, entry -> {
            requireEnabled(locked(entry.handle(), person));
            var owner = select(entry.handle(), " AND b.fingerprint = :value", fingerprint);
            if (owner.isPresent() && !owner.get().id().equals(person.id())) {
                throw new BooksRefused(new Refusal.BadgeTaken());
            }
            delete(entry.handle(), "person_badge", person);
            entry.handle()
                    .createUpdate("INSERT INTO person_badge (person, fingerprint, set_at)"
                            + " VALUES (:person, :fingerprint, :now)")
                    .bind("person", person.id())
                    .bind("fingerprint", fingerprint)
                    .bind("now", Rows.time(entry.now()))
                    .execute();
            entry.event("person.badge-set", person.id());
            return null;
        });
    }

    /// Takes a badge away.
    public void removeBadge(Person person, Author author) throws BooksException {
        ledger.write(author, entry -> {
            delete(entry.handle(), "person_badge", person);
            entry.event("person.badge-removed", person.id());
            return null;
        });
    }

    private static boolean nobodyEver(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM person")
                        .mapTo(Integer.class)
                        .one()
                == 0;
    }

    private static List<Person> current(Handle handle) {
        return handle.createQuery(CURRENT + " ORDER BY n.name")
                .map((row, _) -> toPerson(row))
                .list();
    }

    private Optional<Person> one(String where, String value) throws BooksException {
        return ledger.read(handle -> select(handle, where, value));
    }

    private static Optional<Person> select(Handle handle, String where, String value) {
        return handle.createQuery(CURRENT + where)
                .bind("value", value)
                .map((row, _) -> toPerson(row))
                .findOne();
    }

    /// The person as it is now. Whoever changes people next, on any station, waits until this change is made: else
    /// two leads could disable each other.
    private static Person locked(Handle handle, Person person) throws BooksRefused {
        handle.createQuery("SELECT person FROM person_name ORDER BY person <lock>")
                .mapTo(String.class)
                .list();
        return select(handle, " AND p.person = :value", person.id())
                .orElseThrow(() -> new BooksRefused(new Refusal.PersonUnknown()));
    }

    private static void requireEnabled(Person person) throws BooksRefused {
        if (person.disabled()) {
            throw new BooksRefused(new Refusal.PersonUnknown());
        }
    }

    private static void requireAnotherLead(Handle handle, Person person) throws BooksRefused {
        boolean another = current(handle).stream()
                .anyMatch(each -> !each.disabled()
                        && each.roles().contains(Role.LEAD)
                        && !each.id().equals(person.id()));
        if (!another && person.roles().contains(Role.LEAD)) {
            throw new BooksRefused(new Refusal.LastLead());
        }
    }

    private static void insert(Entry entry, Person person, Optional<String> hash, String how) throws BooksRefused {
        if (select(entry.handle(), " AND n.name = :value", person.name()).isPresent()) {
            throw new BooksRefused(new Refusal.NameTaken());
        }
        revise(entry, person.id(), person.roles(), false);
        entry.handle()
                .createUpdate("INSERT INTO person_name (person, name, display_name) VALUES (:person, :name, :display)")
                .bind("person", person.id())
                .bind("name", person.name())
                .bind("display", person.displayName())
                .execute();
        hash.ifPresent(text -> insertSecret(entry, person, text));
        entry.event("person.added", "%s: %s%s".formatted(person.id(), text(person.roles()), how));
    }

    private static void insertSecret(Entry entry, Person person, String hash) {
        entry.handle()
                .createUpdate("INSERT INTO person_secret (person, hash, set_at) VALUES (:person, :hash, :now)")
                .bind("person", person.id())
                .bind("hash", hash)
                .bind("now", Rows.time(entry.now()))
                .execute();
    }

    private static void revise(Entry entry, String person, Set<Role> roles, boolean disabled) {
        entry.handle()
                .createUpdate("INSERT INTO person (person, revision, roles, disabled, changed_at, changed_by)"
                        + " VALUES (:person, 1 + (SELECT coalesce(max(revision), 0) FROM person WHERE person = :person),"
                        + " :roles, :disabled, :now, :by)")
                .bind("person", person)
                .bind("roles", text(roles))
                .bind("disabled", disabled)
                .bind("now", Rows.time(entry.now()))
                .bind("by", entry.author().person())
                .execute();
    }

    private static void delete(Handle handle, String table, Person person) {
        handle.createUpdate("DELETE FROM " + table + " WHERE person = :person")
                .bind("person", person.id())
                .execute();
    }

    private static String text(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    }

    private static Person toPerson(ResultSet row) throws SQLException {
        var roles = Arrays.stream(row.getString("roles").split(","))
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        return new Person(
                row.getString("person"),
                row.getString("name"),
                row.getString("display_name"),
                roles,
                row.getBoolean("disabled"),
                row.getString("hash") != null,
                row.getString("fingerprint") != null);
    }
}
