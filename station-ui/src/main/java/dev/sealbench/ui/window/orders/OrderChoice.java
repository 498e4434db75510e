package dev.sealbench.ui.window.orders;

import dev.sealbench.core.Customer;
import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.FirmwareRelease;
import java.util.List;

/// One device class of one customer, with the releases that fit and are not blocked. Immutable.
///
/// @param releases newest first; there may be none
public record OrderChoice(Customer customer, CustomerLock lock, List<FirmwareRelease> releases) {

    /// Copies the list.
    public OrderChoice {
        releases = List.copyOf(releases);
    }
}
