package dev.sealbench.ui.window.releases;

import dev.sealbench.core.FirmwareRelease;
import java.util.List;
import java.util.Optional;

/// A release as the list shows it. Immutable.
///
/// @param customer name
/// @param deviceClass model and hardware revision; empty when no work order or statement tells it
/// @param blocked why it is blocked; empty when it is not
/// @param workOrders which ask for it, oldest first
public record ListedRelease(
        FirmwareRelease release,
        String customer,
        String deviceClass,
        Optional<String> blocked,
        List<UsedBy> workOrders) {

    /// Copies the list.
    public ListedRelease {
        workOrders = List.copyOf(workOrders);
    }

    /// A work order that asks for it.
    public record UsedBy(String number, boolean open) {}

    boolean isUsed() {
        return workOrders.stream().anyMatch(UsedBy::open);
    }
}
