package dev.sealbench.core.internal.people;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Person;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.books.SignInBook.Subject;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.VaultSlots;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.PassphraseHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Whether a name and a secret belong together. Counts attempts first, and does the same work, and says the same, for a
/// name that nobody has.
///
/// @param author who asks, as events name people
record SecretCheck(Books books, StationConfig config, Author author) {

    /// The person, after the secret was found to be the right one.
    ///
    /// @throws StationException with NOT_SIGNED_IN or SIGN_IN_LOCKED
    Person require(String name, Passphrase secret) throws StationException {
        var named = Desks.ask(() -> books.people().named(name));
        var known = named.filter(person -> !person.disabled() && person.hasSecret());
        var subject = known.map(person -> Subject.person(person.id())).orElseGet(() -> unknown(name));
        begin(subject);
        var hash = Optional.<String>empty();
        if (known.isPresent()) {
            hash = Desks.ask(() -> books.people().secretOf(known.get()));
        }
        if (!parsed(hash, subject).isOf(secret) || known.isEmpty()) {
            refuse(named.map(Person::id).orElse(subject.text()));
        }
        Desks.ask(() -> {
            books.signIns().proven(subject, author);
            return null;
        });
        return known.get();
    }

    private void begin(Subject subject) throws StationException {
        requireUnlocked(Desks.ask(() -> books.signIns().begin(subject, author)));
    }

    /// @throws StationException when it is locked
    static void requireUnlocked(Optional<Instant> lockedUntil) throws StationException {
        if (lockedUntil.isPresent()) {
            throw new StationException(Fault.SIGN_IN_LOCKED, "until " + lockedUntil.get());
        }
    }

    /// Books the refusal and throws it.
    void refuse(String who) throws StationException {
        Desks.ask(() -> books.events()
                .append(
                        new NewEvent(
                                "person.sign-in-refused",
                                Optional.empty(),
                                Optional.empty(),
                                EventRecord.Result.REFUSED,
                                who),
                        author));
        throw new StationException(Fault.NOT_SIGNED_IN, "");
    }

    private PassphraseHash parsed(Optional<String> hash, Subject subject) throws StationException {
        try {
            return hash.map(PassphraseHash::parse).orElseGet(() -> PassphraseHash.ofNobody(VaultSlots.cost(config)));
        } catch (IllegalArgumentException e) {
            throw new StationException(
                    Fault.BOOKS_UNAVAILABLE, "the secret of " + subject.text() + " is damaged in them", e);
        }
    }

    /// A name that nobody has may be a secret that was typed into the wrong field: one of 256 numbers stands for it.
    private Subject unknown(String name) {
        int number = Sha256.of(name.getBytes(StandardCharsets.UTF_8))[0] & 0xff;
        return new Subject("unknown-%02x@%s".formatted(number, config.stationId()), true);
    }
}
