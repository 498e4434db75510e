package dev.sealbench.core;

import java.time.LocalDate;
import java.util.Optional;

/// When a work order is to begin and to be finished. Nothing is refused for being early or late.
///
/// @param start first day, if the lead said one
/// @param due last day, if the lead said one; not before the first
public record WorkOrderDates(Optional<LocalDate> start, Optional<LocalDate> due) {

    /// No dates.
    public static final WorkOrderDates NONE = new WorkOrderDates(Optional.empty(), Optional.empty());

    /// @throws IllegalArgumentException when the last day is before the first
    public WorkOrderDates {
        if (start.isPresent() && due.isPresent() && due.get().isBefore(start.get())) {
            throw new IllegalArgumentException("the due date is before the start");
        }
    }
}
