package dev.sealbench.core.internal.export;

import dev.sealbench.core.SerialNumber;
import java.util.List;

/// All signed documents about one unit.
///
/// Immutable.
///
/// @param serial which unit
/// @param orders and the decisions on trials, as they were signed, in their order
/// @param receipts as the charger gave them, in their order
public record UnitDocuments(SerialNumber serial, List<ExportedOrder> orders, List<ExportedReceipt> receipts) {

    /// Copies the lists.
    public UnitDocuments {
        orders = List.copyOf(orders);
        receipts = List.copyOf(receipts);
    }
}
