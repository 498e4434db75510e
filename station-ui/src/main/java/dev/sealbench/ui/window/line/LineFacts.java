package dev.sealbench.ui.window.line;

import java.util.List;

/// Slots and work orders of the line. Immutable.
///
/// @param slots slot numbers, ascending, 1 to 16 of them
/// @param openOrders work orders that are open, oldest first
public record LineFacts(List<Integer> slots, List<OpenOrder> openOrders) {

    /// Copies the lists.
    public LineFacts {
        slots = List.copyOf(slots);
        openOrders = List.copyOf(openOrders);
    }

    /// An open work order and how far it is.
    ///
    /// @param started units that take a place in the quantity
    /// @param quantity units to make
    public record OpenOrder(String number, String model, long started, long quantity) {}
}
