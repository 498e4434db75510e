package dev.sealbench.ui.window.health;

import dev.sealbench.core.StationException;
import java.util.List;
import java.util.Set;

/// What the health page asks of the station, and nothing more. Safe for several threads.
public interface HealthStation {

    /// What to call this station. Does not block.
    String stationId();

    /// Looks at everything; takes seconds.
    ///
    /// @param idleSlots slots that may be asked who is there; on the others a unit is being provisioned
    List<Finding> look(Set<Integer> idleSlots) throws StationException;
}
