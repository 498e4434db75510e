package dev.sealbench.ui.window.orders;

import dev.sealbench.core.WorkOrder;
import java.time.LocalDate;
import java.util.Optional;

/// A work order and when it is to be made. Immutable.
public record PlannedOrder(WorkOrder order, Optional<LocalDate> start, Optional<LocalDate> due) {}
