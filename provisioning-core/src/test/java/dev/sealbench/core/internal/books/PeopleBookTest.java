package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.core.internal.books.SignInBook.Subject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleBookTest extends BooksContract {

    private static final Person LENA = person("p-0000000000000001", "lena", Role.LEAD);
    private static final Person OLGA = person("p-0000000000000002", "olga", Role.OPERATOR, Role.QA);
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$salt$hash";

    @Test
    void aPersonIsWhatWasSaidLast() throws Exception {
        assertThat(books.people().isEmpty()).isTrue();
        books.people().addFirst(LENA, HASH, AUTHOR);
        books.people().add(OLGA, Optional.empty(), "", AUTHOR);
        books.people().setBadge(OLGA, "00".repeat(32), AUTHOR);
        books.people().setRoles(OLGA, Set.of(Role.OPERATOR), ", confirmed by p-1", AUTHOR);

        var olga = books.people().named("olga").orElseThrow();
        assertThat(olga.roles()).containsExactly(Role.OPERATOR);
        assertThat(olga.hasSecret()).isFalse();
        assertThat(books.people().withBadge("00".repeat(32))).contains(olga);
        assertThat(books.people().find(LENA.id()).orElseThrow().hasSecret()).isTrue();
        assertThat(books.people().list()).extracting(Person::name).containsExactly("lena", "olga");
        assertThat(books.events().last().orElseThrow().detail())
                .isEqualTo(OLGA.id() + ": OPERATOR, was OPERATOR,QA, confirmed by p-1");
    }

    @Test
    void whoIsDisabledHasNeitherSecretNorBadgeLeft() throws Exception {
        books.people().addFirst(LENA, HASH, AUTHOR);
        books.people().add(OLGA, Optional.of(HASH), "", AUTHOR);
        books.people().setBadge(OLGA, "00".repeat(32), AUTHOR);
        assertRefused(() -> books.people().forget(OLGA, AUTHOR), new Refusal.NotDisabled());

        books.people().disable(OLGA, "left", AUTHOR);

        assertThat(books.people().secretOf(OLGA)).isEmpty();
        assertThat(books.people().withBadge("00".repeat(32))).isEmpty();
        assertRefused(() -> books.people().setSecret(OLGA, HASH, "", AUTHOR), new Refusal.PersonUnknown());
        books.people().forget(OLGA, AUTHOR);
        assertThat(books.people().find(OLGA.id())).isEmpty();
        assertThat(books.people().isEmpty()).isFalse();
    }

    @Test
    void theFirstIsTheFirstAndTheLastLeadStays() throws Exception {
        books.people().addFirst(LENA, HASH, AUTHOR);

        assertThat(books.events().last().orElseThrow().detail()).isEqualTo(LENA.id() + ": LEAD, the first lead");
        assertRefused(() -> books.people().addFirst(OLGA, HASH, AUTHOR), new Refusal.PeopleKnown());
        assertRefused(() -> books.people().add(LENA, Optional.empty(), "", AUTHOR), new Refusal.NameTaken());
        assertRefused(() -> books.people().disable(LENA, "r", AUTHOR), new Refusal.LastLead());
    }

    @Test
    void failuresInARowLockOnAllStationsUntilTheRightOne() throws Exception {
        var subject = Subject.person(OLGA.id());
        try (var other = Books.open(server().config("line-2"), clock)) {
            for (int i = 0; i < SignInBook.FREE_ATTEMPTS; i++) {
                var here = i % 2 == 0 ? books : other;
                assertThat(here.signIns().begin(subject, AUTHOR)).isEmpty();
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(other.signIns().begin(subject, AUTHOR)).isPresent();
            assertThat(books.signIns().begin(Subject.person(LENA.id()), AUTHOR)).isEmpty();
            clock.advance(Duration.ofMinutes(1));
            assertThat(other.signIns().begin(subject, AUTHOR)).isEmpty();
            other.signIns().proven(subject, AUTHOR);
            assertThat(books.signIns().begin(subject, AUTHOR)).isEmpty();
        }
    }

    @Test
    void whatNobodyCanProveIsForgottenAfterAnHour() throws Exception {
        var subject = new Subject("badge@line-1", true);
        for (int i = 0; i < SignInBook.FREE_ATTEMPTS; i++) {
            books.signIns().failed(subject, AUTHOR);
        }
        assertThat(books.signIns().locked(subject, AUTHOR)).isPresent();
        clock.advance(Duration.ofMinutes(61));
        books.signIns().failed(subject, AUTHOR);
        assertThat(books.signIns().locked(subject, AUTHOR)).isEmpty();
    }

    @Test
    void rolesAndAttemptsAreNeverChangedOrDeleted() throws Exception {
        books.people().addFirst(LENA, HASH, AUTHOR);
        books.signIns().begin(Subject.person(LENA.id()), AUTHOR);

        for (var statement : new String[] {
            "UPDATE person SET roles = 'QA'",
            "DELETE FROM person",
            "UPDATE sign_in SET outcome = 'PROVEN'",
            "DELETE FROM sign_in"
        }) {
            try (var connection = server().connect();
                    var sql = connection.createStatement()) {
                assertThatExceptionOfType(SQLException.class)
                        .as(statement)
                        .isThrownBy(() -> sql.executeUpdate(statement));
            }
        }
    }

    private static Person person(String id, String name, Role... roles) {
        return new Person(id, name, "Some " + name, Set.of(roles), false, false, false);
    }
}
