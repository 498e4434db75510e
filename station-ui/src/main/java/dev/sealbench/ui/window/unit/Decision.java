package dev.sealbench.ui.window.unit;

import dev.sealbench.core.UnitState;
import java.util.List;

/// What a lead can decide about a unit.
public enum Decision {
    QUARANTINE,
    LIFT,
    SCRAP;

    /// What can be decided about a unit in this state.
    static List<Decision> about(UnitState state) {
        return switch (state) {
            case QUARANTINED -> List.of(LIFT, SCRAP);
            case SCRAPPED -> List.of();
            default -> List.of(QUARANTINE, SCRAP);
        };
    }
}
