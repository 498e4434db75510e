package dev.sealbench.core;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A work order and how far it is.
///
/// @param order what was asked for
/// @param opened when
/// @param closed when; empty while it is open
/// @param dates as the lead planned it
/// @param templates the versions of label templates that it names; a kind that is absent has the latest
/// @param units number of units in each state; states without units are absent
public record WorkOrderStatus(
        WorkOrder order,
        Instant opened,
        Optional<Instant> closed,
        Map<UnitState, Long> units,
        WorkOrderDates dates,
        Map<LabelKind, String> templates) {

    /// Copies the maps.
    public WorkOrderStatus {
        units = Map.copyOf(units);
        templates = Map.copyOf(templates);
    }

    public boolean isOpen() {
        return closed.isEmpty();
    }

    /// Units that take a place in the quantity: all but the scrapped ones.
    public long started() {
        return units.entrySet().stream()
                .filter(entry -> entry.getKey() != UnitState.SCRAPPED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Units that were released.
    public long released() {
        return units.getOrDefault(UnitState.RELEASED, 0L);
    }
}
