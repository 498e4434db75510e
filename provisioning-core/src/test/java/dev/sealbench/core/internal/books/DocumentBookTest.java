package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.OrderFile.OrderDocument;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentBookTest extends BooksContract {

    @Test
    void whatProvesAUnitIsReadAsItWasBooked() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");

        assertThat(books.documents().find(Samples.digest("order one"))).contains(Samples.confirmed(FIRST, "one"));
        assertThat(books.documents().ofUnit(FIRST)).hasSize(1);
        assertThat(books.documents().ofUnit(SECOND)).isEmpty();
        assertThat(books.units().find(FIRST).orElseThrow().state()).isEqualTo(UnitState.RECORDED);
    }

    @Test
    void bookingTheSameTwiceChangesNothing() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        books.units().advance(FIRST, UnitState.RELEASED, AUTHOR);
        long before = events();

        books.documents().book(Samples.confirmed(FIRST, "one"), AUTHOR);

        assertThat(events()).isEqualTo(before);
        assertThat(books.units().find(FIRST).orElseThrow().state()).isEqualTo(UnitState.RELEASED);
    }

    @Test
    void aRevertedTrialIsBookedAndTheUnitRunsAgain() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.documents().bookReverted(Samples.reverted(FIRST, "one"), "self-test failed", AUTHOR);
        assertThat(books.units().find(FIRST).orElseThrow().state()).isEqualTo(UnitState.REVERTED);
        books.units().advance(FIRST, UnitState.BURNED, AUTHOR);

        // the journal is booked again, after a crash
        books.documents().bookReverted(Samples.reverted(FIRST, "one"), "self-test failed", AUTHOR);
        assertThat(books.units().find(FIRST).orElseThrow().state()).isEqualTo(UnitState.BURNED);

        books.documents().book(Samples.confirmed(FIRST, "two"), AUTHOR);
        assertThat(books.documents().ofUnit(FIRST)).hasSize(2);
    }

    @Test
    void anOrderIsEitherConfirmedOrReverted() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.documents().bookReverted(Samples.reverted(FIRST, "one"), "self-test failed", AUTHOR);

        assertRefused(
                () -> books.documents().book(Samples.confirmed(FIRST, "one"), AUTHOR),
                new Refusal.DecisionConflict(Samples.digest("order one")));
    }

    @Test
    void aNonceIsUsedOnce() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        scan(SECOND);
        var second = Samples.confirmed(SECOND, "two");
        var sameNonce = with(
                second,
                new OrderDocument(
                        second.order().order(),
                        Samples.fingerprint("nonce one"),
                        second.order().trialId(),
                        second.order().envelope()));
        var sameTrial = with(
                second,
                new OrderDocument(
                        second.order().order(),
                        second.order().nonce(),
                        Samples.executed(FIRST, "one").order().trialId(),
                        second.order().envelope()));

        assertRefused(() -> books.documents().book(sameNonce, AUTHOR), new Refusal.NonceReused());
        assertRefused(() -> books.documents().book(sameTrial, AUTHOR), new Refusal.NonceReused());
        assertThat(books.units().find(SECOND).orElseThrow().state()).isEqualTo(UnitState.SCANNED);
    }

    @Test
    void anOrderOfAnotherUnitIsRefused() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        scan(SECOND);

        assertRefused(
                () -> books.documents().book(Samples.confirmed(SECOND, "one"), AUTHOR),
                new Refusal.Exists("order " + Samples.digest("order one")));
    }

    @Test
    void nothingIsBookedUnproven() throws Exception {
        openWorkOrder(5);
        scan(FIRST);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> books.documents().book(Samples.executed(FIRST, "one"), AUTHOR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> books.documents().book(Samples.reverted(FIRST, "one"), AUTHOR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> books.documents().bookReverted(Samples.confirmed(FIRST, "one"), "x", AUTHOR));
    }

    @Test
    void aBookingThatFailsHalfWayLeavesNothing() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        var file = Samples.confirmed(FIRST, "one");
        var tooLong = new OrderFile(
                FIRST,
                file.order(),
                file.decision(),
                file.receipts(),
                file.certifications(),
                file.attachments(),
                Map.of("x".repeat(65), "y"));
        long before = events();

        assertUnavailable(() -> books.documents().book(tooLong, AUTHOR), "the books cannot be used");
        assertThat(events()).isEqualTo(before);
        assertThat(books.documents().find(file.order().order())).isEqualTo(Optional.empty());
        assertThat(books.units().find(FIRST).orElseThrow().state()).isEqualTo(UnitState.SCANNED);
        books.documents().book(file, AUTHOR);
    }

    @Test
    void labelsAreCountedBeforeTheyArePrintedAndReprintsNeedAReason() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        var kind = LabelKind.ACCESS;
        var first = books.labels().begin(FIRST, kind, "", AUTHOR);
        books.labels().confirm(FIRST, kind, 1, AUTHOR);
        books.labels().confirm(FIRST, kind, 1, AUTHOR);

        assertThat(first.copy()).isEqualTo(1);
        assertThat(books.labels().nextCopy(FIRST, kind)).isEqualTo(2);
        assertRefused(() -> books.labels().begin(FIRST, kind, "", AUTHOR), new Refusal.ReasonMissing("a reprint"));
        assertThat(books.labels().begin(FIRST, kind, "smudged", AUTHOR).copy()).isEqualTo(2);
        assertRefused(() -> books.labels().confirm(FIRST, kind, 3, AUTHOR), new Refusal.PrintUnknown(FIRST, kind, 3));
        assertThat(books.labels().ofUnit(FIRST))
                .extracting(print -> print.confirmed().isPresent())
                .containsExactly(true, false);
        assertThat(books.labels().nextCopy(FIRST, LabelKind.PLATE)).isEqualTo(1);
    }

    private static OrderFile with(OrderFile file, OrderDocument order) {
        return new OrderFile(
                file.serial(),
                order,
                file.decision(),
                file.receipts(),
                file.certifications(),
                file.attachments(),
                file.measurements());
    }
}
