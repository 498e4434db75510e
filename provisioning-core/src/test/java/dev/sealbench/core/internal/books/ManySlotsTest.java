package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.UnitState;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Slots of one station at the same time.
class ManySlotsTest extends BooksContract {

    private static final int SLOTS = 6;

    private static final int UNITS_EACH = 10;

    /// A change writes rows that name the station, and then locks the end of the station's log: nobody may wait for
    /// somebody who waits for him.
    @Test
    void slotsDoNotWaitForEachOther() throws Exception {
        openWorkOrder(SLOTS * UNITS_EACH);
        try (var threads = Executors.newFixedThreadPool(SLOTS)) {
            var slots = new ArrayList<Callable<Void>>();
            for (int slot = 0; slot < SLOTS; slot++) {
                int first = slot * UNITS_EACH;
                slots.add(() -> {
                    for (int i = 0; i < UNITS_EACH; i++) {
                        scan(SERIALS.get(first + i));
                        books.units().advance(SERIALS.get(first + i), UnitState.BURNED, AUTHOR);
                    }
                    return null;
                });
            }
            for (var slot : threads.invokeAll(slots)) {
                slot.get();
            }
        }
        assertThat(books.units().list(Optional.empty())).hasSize(SLOTS * UNITS_EACH);
    }
}
