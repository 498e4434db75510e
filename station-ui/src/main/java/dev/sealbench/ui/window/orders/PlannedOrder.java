package dev.sealbench.ui.window.orders;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.WorkOrder;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// A work order, when it is to be made, and with which versions of label templates. Immutable.
///
/// @param templates `plate-3`; a kind that is absent has the latest version
public record PlannedOrder(
        WorkOrder order, Optional<LocalDate> start, Optional<LocalDate> due, Map<LabelKind, String> templates) {

    /// Copies the map.
    public PlannedOrder {
        templates = Map.copyOf(templates);
    }

    /// With the latest label templates.
    public PlannedOrder(WorkOrder order, Optional<LocalDate> start, Optional<LocalDate> due) {
        this(order, start, due, Map.of());
    }
}
