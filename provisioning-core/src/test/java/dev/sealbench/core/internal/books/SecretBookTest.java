package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static dev.sealbench.core.internal.books.Samples.fingerprint;
import static dev.sealbench.core.internal.books.Samples.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.SecretBook.Due;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBookTest extends BooksContract {

    @Test
    void credentialsAreKeptOnceAndReadAsTheyWereSealed() throws Exception {
        openWorkOrder(5);
        scan(FIRST);

        assertThat(put(FIRST, "sealed", "a", "b")).isEqualTo(1);
        long before = events();
        assertThat(put(FIRST, "sealed", "a", "b")).isEqualTo(1);

        assertThat(events()).isEqualTo(before);
        var secret = books.secrets().current(FIRST).orElseThrow();
        assertThat(secret.sealed()).isEqualTo(octets("sealed"));
        assertThat(secret.orderSalt()).isEqualTo(Samples.salt());
        assertThat(secret.shredded()).isEmpty();
        assertThat(books.secrets().find(FIRST, 1)).contains(secret);
        assertThat(books.secrets().current(SECOND)).isEmpty();
    }

    @Test
    void noValueIsIssuedTwiceWhateverTheUnit() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        scan(SECOND);
        put(FIRST, "sealed", "a", "b");

        assertThat(books.secrets().isIssued(fingerprint("b"))).isTrue();
        assertThat(books.secrets().isIssued(fingerprint("c"))).isFalse();
        assertRefused(() -> put(SECOND, "other", "c", "b"), new Refusal.DuplicateFingerprint());
        assertThat(books.secrets().isIssued(fingerprint("c")))
                .as("nothing of the refused set was kept")
                .isFalse();
        assertRefused(() -> put(FIRST, "next", "a"), new Refusal.DuplicateFingerprint());
    }

    @Test
    void aNewSetIsANewGeneration() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        put(FIRST, "one", "a");
        books.units().decide(FIRST, UnitState.REVERTED, "self-test failed", AUTHOR);
        assertThat(put(FIRST, "two", "b")).isEqualTo(2);
        books.units().advance(FIRST, UnitState.KEYED, AUTHOR);

        assertThat(books.secrets().current(FIRST).orElseThrow().sealed()).isEqualTo(octets("two"));
        assertThat(books.secrets().find(FIRST, 1).orElseThrow().sealed()).isEqualTo(octets("one"));
        assertThat(books.secrets().dueForShredding()).containsExactly(new Due(FIRST, 1));
    }

    @Test
    void credentialsAreDueSoManyDaysAfterRelease() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        books.units().advance(FIRST, UnitState.RELEASED, AUTHOR);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(books.secrets().dueForShredding()).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(books.secrets().dueForShredding()).containsExactly(new Due(FIRST, 1));
    }

    @Test
    void shreddingReplacesTheSealedFormOnce() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        put(FIRST, "sealed", "a");
        books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR);
        var due = books.secrets().dueForShredding().getFirst();

        books.secrets().shred(due, octets("shredded"), AUTHOR);
        long before = events();
        books.secrets().shred(due, octets("other"), AUTHOR);

        assertThat(events()).isEqualTo(before);
        var secret = books.secrets().current(FIRST).orElseThrow();
        assertThat(secret.sealed()).isEqualTo(octets("shredded"));
        assertThat(secret.shredded()).contains(clock.instant());
        assertThat(books.secrets().dueForShredding()).isEmpty();
        assertThat(books.secrets().isIssued(fingerprint("a")))
                .as("never issued again")
                .isTrue();
        assertRefused(
                () -> books.secrets().shred(new Due(FIRST, 2), octets("x"), AUTHOR),
                new Refusal.NotFound("generation 2 of the credentials of " + FIRST));
    }

    @Test
    void credentialsOfAnUnknownUnitAreRefused() throws Exception {
        openWorkOrder(5);

        assertRefused(() -> put(FIRST, "sealed", "a"), new Refusal.SerialUnknown(FIRST));
    }

    private int put(SerialNumber serial, String sealed, String... values) throws BooksException {
        List<Octets> fingerprints =
                Arrays.stream(values).map(Samples::fingerprint).toList();
        return books.secrets().put(serial, octets(sealed), Samples.salt(), fingerprints, AUTHOR);
    }
}
