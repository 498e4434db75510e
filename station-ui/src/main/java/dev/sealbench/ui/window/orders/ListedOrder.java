package dev.sealbench.ui.window.orders;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A work order as the list shows it. Immutable.
///
/// @param customer name
/// @param version of the release
/// @param closed when; empty while it is open
/// @param units number of units in each state; states without units are absent
public record ListedOrder(
        PlannedOrder planned,
        String customer,
        String version,
        Instant opened,
        Optional<Instant> closed,
        Map<UnitState, Long> units) {

    /// Copies the map.
    public ListedOrder {
        units = Map.copyOf(units);
    }

    /// How a work order stands. The words are `orders.state.NAME`.
    public enum State {
        OPEN,
        /// Open, but every place is taken: no new unit starts.
        FULL,
        CLOSED
    }

    public WorkOrder order() {
        return planned.order();
    }

    public State state() {
        if (closed.isPresent()) {
            return State.CLOSED;
        }
        return started() >= order().quantity() ? State.FULL : State.OPEN;
    }

    /// Units that take a place in the quantity: all but the scrapped ones.
    public long started() {
        return units.entrySet().stream()
                .filter(entry -> entry.getKey() != UnitState.SCRAPPED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long released() {
        return units.getOrDefault(UnitState.RELEASED, 0L);
    }

    /// Part of the quantity that is released, 0 to 1.
    public double done() {
        return Math.min(1, (double) released() / order().quantity());
    }

    /// Not closed, and its last day is over.
    public boolean isLate(LocalDate today) {
        return closed.isEmpty()
                && planned.due().filter(due -> due.isBefore(today)).isPresent();
    }

    /// First and last serial number of a range with their check characters, as labels have them.
    static String serials(SerialRange range) {
        var first = IntStream.rangeClosed(range.firstCounter(), range.lastCounter());
        var last = IntStream.rangeClosed(0, range.lastCounter() - range.firstCounter())
                .map(back -> range.lastCounter() - back);
        return printed(range.prefix(), first) + " – " + printed(range.prefix(), last);
    }

    private static String printed(String prefix, IntStream counters) {
        return counters.mapToObj(counter -> SerialNumber.of(prefix, counter))
                .flatMap(Optional::stream)
                .findFirst()
                .map(SerialNumber::printed)
                .orElse("");
    }
}
