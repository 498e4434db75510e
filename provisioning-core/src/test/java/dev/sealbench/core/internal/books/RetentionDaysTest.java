package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static dev.sealbench.core.internal.books.Samples.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.DueCredentials;
import dev.sealbench.core.DueCredentials.Cause;
import dev.sealbench.core.Retention;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How long the credentials of a released unit are kept.
class RetentionDaysTest extends BooksContract {

    private static final DueCredentials DUE = new DueCredentials(FIRST, 1, "WO-1", Cause.KEPT_LONG_ENOUGH);

    @Test
    void credentialsInEscrowAreKeptForTheSupportPeriodHoweverFewTheDays() throws Exception {
        books.customers().add(Samples.CUSTOMER, AUTHOR);
        books.customers().addLock(Samples.LOCK, AUTHOR);
        books.releases().add(Samples.RELEASE, AUTHOR);
        var usual = Samples.workOrder("WO-1", RANGE, 5);
        books.workOrders()
                .open(
                        new WorkOrder(
                                usual.number(),
                                usual.vid(),
                                usual.cid(),
                                usual.model(),
                                usual.hardwareRevision(),
                                usual.gtin(),
                                usual.release(),
                                usual.quantity(),
                                usual.serials(),
                                usual.ocpp(),
                                usual.support(),
                                new Retention(Retention.Policy.ESCROW, 30)),
                        AUTHOR);
        record(FIRST, "one");
        books.units().advance(FIRST, UnitState.RELEASED, AUTHOR);

        clock.advance(Duration.ofDays(5 * 365));
        books.units().decide(FIRST, UnitState.QUARANTINED, "the customer called", AUTHOR);
        books.units().liftQuarantine(FIRST, "nothing was wrong", AUTHOR);
        assertThat(books.secrets().dueForShredding(Optional.empty())).isEmpty();
        assertRefused(() -> books.secrets().shred(DUE, octets("x"), AUTHOR), new Refusal.NotDue(FIRST));

        clock.advance(Duration.ofDays(40)); // leap days, and the rest of the month
        assertThat(books.secrets().dueForShredding(Optional.empty())).containsExactly(DUE);
    }

    @Test
    void credentialsAreDueSoManyDaysAfterRelease() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        books.units().advance(FIRST, UnitState.RELEASED, AUTHOR);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(books.secrets().dueForShredding(Optional.empty())).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(books.secrets().dueForShredding(Optional.empty())).containsExactly(DUE);
    }

    /// A lead who looks into a complaint does not move the end of what a contract says.
    @Test
    void aQuarantineThatIsLiftedDoesNotBeginTheDaysAnew() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        books.units().advance(FIRST, UnitState.RELEASED, AUTHOR);
        clock.advance(Duration.ofDays(29));
        books.units().decide(FIRST, UnitState.QUARANTINED, "the customer called", AUTHOR);
        books.units().liftQuarantine(FIRST, "nothing was wrong", AUTHOR);
        assertThat(books.secrets().dueForShredding(Optional.empty())).isEmpty();

        clock.advance(Duration.ofDays(1));

        assertThat(books.secrets().dueForShredding(Optional.empty())).containsExactly(DUE);
        books.secrets().shred(DUE, octets("x"), AUTHOR);
        assertThat(books.secrets().current(FIRST).orElseThrow().shredded()).isPresent();
    }
}
