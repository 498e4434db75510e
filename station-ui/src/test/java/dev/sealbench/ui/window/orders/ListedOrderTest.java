package dev.sealbench.ui.window.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListedOrderTest {

    private static ListedOrder with(Map<UnitState, Long> units, boolean closed) {
        try {
            var like = ScriptedOrders.busy().orders().getFirst(); // 1,000 units, due on the 30th
            var end = closed ? Optional.of(Instant.parse("2026-12-02T09:00:00Z")) : Optional.<Instant>empty();
            return new ListedOrder(like.planned(), like.customer(), like.version(), like.opened(), end, units);
        } catch (StationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWorkOrderIsFullWhenEveryPlaceIsTakenAndScrapGivesItsPlaceBack() {
        assertThat(with(Map.of(UnitState.RELEASED, 400L, UnitState.BURNED, 600L), false)
                        .state())
                .isEqualTo(ListedOrder.State.FULL);
        assertThat(with(Map.of(UnitState.RELEASED, 999L, UnitState.SCRAPPED, 7L), false)
                        .state())
                .isEqualTo(ListedOrder.State.OPEN);
        assertThat(with(Map.of(UnitState.RELEASED, 1_000L), true).state()).isEqualTo(ListedOrder.State.CLOSED);
    }

    @Test
    void itIsLateAfterItsLastDayAndOnlyWhileItIsOpen() {
        var open = with(Map.of(), false);
        assertThat(open.isLate(LocalDate.parse("2026-11-30"))).isFalse();
        assertThat(open.isLate(LocalDate.parse("2026-12-01"))).isTrue();
        assertThat(with(Map.of(), true).isLate(LocalDate.parse("2026-12-01"))).isFalse();
    }

    @Test
    void serialNumbersAreToldFromTheFirstToTheLastThatExists() {
        // counters whose check character would be I or O are skipped
        var words = ListedOrder.serials(new SerialRange("CP426471", 0, 1_099));
        assertThat(words).isEqualTo("CP4-2647-1-0000000-V – CP4-2647-1-0001099-X");
    }
}
