package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.UnitState;
import org.junit.jupiter.api.Test;

/// docs/design/041: places limit what is started, releases close.
class FullWorkOrderTest extends BooksContract {

    @Test
    void aWorkOrderIsClosedWhenItsLastUnitIsReleasedAndNotWhenItIsStarted() throws Exception {
        openWorkOrder(2);
        record(FIRST, "one");
        record(SECOND, "two");
        books.units().advance(FIRST, UnitState.RELEASED, AUTHOR);
        assertThat(books.workOrders().find("WO-1").orElseThrow().isOpen())
                .as("one is on its way")
                .isTrue();

        books.units().advance(SECOND, UnitState.RELEASED, AUTHOR);

        assertThat(books.workOrders().find("WO-1").orElseThrow().isOpen()).isFalse();
        assertThat(books.events().last().orElseThrow().detail()).isEqualTo("WO-1: all 2 units are released");
        long before = events();
        books.units().advance(SECOND, UnitState.RELEASED, AUTHOR);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void aScrappedUnitGivesItsPlaceBack() throws Exception {
        openWorkOrder(1);
        scan(FIRST);
        assertRefused(() -> scan(SECOND), new Refusal.WorkOrderFull("WO-1", 1));
        books.units().decide(FIRST, UnitState.SCRAPPED, "dropped", AUTHOR);

        record(SECOND, "two");
        books.units().advance(SECOND, UnitState.RELEASED, AUTHOR);

        assertThat(books.workOrders().find("WO-1").orElseThrow().isOpen()).isFalse();
    }
}
