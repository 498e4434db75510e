package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.UnitState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Slots of one station write at the same moment: they wait for the end of the log, and never for each other in a
/// circle.
class SlotsAtOnceTest extends BooksContract {

    private static final int SLOTS = 4;

    private static final List<UnitState> WAY = List.of(UnitState.IDENTIFIED, UnitState.BURNED);

    @Test
    void everySlotsStepsAreBooked() throws Exception {
        openWorkOrder(SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            scan(SERIALS.get(slot));
        }
        var together = new CyclicBarrier(SLOTS);
        var slots = new ArrayList<Callable<Void>>();
        for (int slot = 0; slot < SLOTS; slot++) {
            var serial = SERIALS.get(slot);
            slots.add(() -> {
                for (var state : WAY) {
                    together.await();
                    books.units().reach(serial, state, AUTHOR);
                }
                return null;
            });
        }

        try (var threads = Executors.newFixedThreadPool(SLOTS)) {
            for (var slot : threads.invokeAll(slots)) {
                slot.get();
            }
        }

        for (int slot = 0; slot < SLOTS; slot++) {
            assertThat(books.units().find(SERIALS.get(slot)).orElseThrow().state())
                    .isEqualTo(UnitState.BURNED);
        }
        assertThat(books.check().run()).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
