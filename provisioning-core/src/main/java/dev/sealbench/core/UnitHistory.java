package dev.sealbench.core;

import java.util.List;

/// Everything that the books know about a unit, oldest first.
///
/// Immutable.
///
/// @param orders digests of the orders that it executed and that were booked
public record UnitHistory(
        UnitRecord unit,
        List<UnitStateChange> states,
        List<RunRecord> runs,
        List<EventRecord> events,
        List<LabelPrint> prints,
        List<Digest> orders) {

    /// Copies the lists.
    public UnitHistory {
        states = List.copyOf(states);
        runs = List.copyOf(runs);
        events = List.copyOf(events);
        prints = List.copyOf(prints);
        orders = List.copyOf(orders);
    }
}
