package dev.sealbench.ui.window.quality;

import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport;
import dev.sealbench.core.StationException;
import java.util.List;
import java.util.Optional;

/// What the quality page asks of the station. Every method may block; none is called on the FX thread. Safe for several
/// threads.
public interface QualityStation {

    /// Numbers of all work orders, newest first.
    List<String> workOrders() throws StationException;

    /// How a period went.
    ///
    /// @param workOrder only its units, or all
    QualityReport report(Period period, Optional<String> workOrder) throws StationException;
}
