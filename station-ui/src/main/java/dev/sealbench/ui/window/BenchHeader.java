package dev.sealbench.ui.window;

import java.util.List;

/// What stands above the tiles.
///
/// Immutable.
///
/// @param stationId as in the station's statement
/// @param simulatorTrusted whether simulated TPMs count: then a warning stands there
/// @param slots slot numbers, ascending, 1 to 16 of them
/// @param openOrders work orders that are open, oldest first
public record BenchHeader(String stationId, boolean simulatorTrusted, List<Integer> slots, List<OpenOrder> openOrders) {

    /// Copies the lists.
    public BenchHeader {
        slots = List.copyOf(slots);
        openOrders = List.copyOf(openOrders);
    }

    /// An open work order and how far it is.
    ///
    /// @param started units that take a place in the quantity
    /// @param quantity units to make
    public record OpenOrder(String number, String model, long started, long quantity) {}
}
