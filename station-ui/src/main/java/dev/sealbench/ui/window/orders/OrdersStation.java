package dev.sealbench.ui.window.orders;

import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationException;
import java.util.List;
import java.util.Optional;

/// What the page of work orders asks of the station, and nothing more. Every method may block; none is called on the FX
/// thread. Safe for several threads.
public interface OrdersStation {

    /// All work orders, oldest first.
    List<ListedOrder> orders() throws StationException;

    /// What a work order can be opened for; nothing else would be accepted.
    List<OrderChoice> choices() throws StationException;

    /// Versions of label templates, the latest of each kind first: `plate-3`.
    List<String> templates() throws StationException;

    /// Serial numbers for so many units, behind all that were ever used under this prefix; empty when there are not
    /// that many left.
    Optional<SerialRange> nextFree(String prefix, int quantity) throws StationException;

    /// Why it could not be opened now; empty when it could.
    List<OrderFinding> check(PlannedOrder order) throws StationException;

    void open(PlannedOrder order) throws StationException;

    /// @param reason 1 to 256 characters
    void close(String number, String reason) throws StationException;
}
