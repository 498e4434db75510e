package dev.sealbench.ui.window.unit;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitHistory;
import dev.sealbench.core.UnitPapers;
import dev.sealbench.core.UnitState;
import java.util.Map;

/// Everything that the page shows of one unit. Immutable.
///
/// @param customer name of the customer
/// @param names how people call those whom the books name by pseudonym
public record UnitFile(
        UnitHistory history, UnitPapers papers, String customer, String model, Map<String, String> names) {

    /// Copies the map.
    public UnitFile {
        names = Map.copyOf(names);
    }

    SerialNumber serial() {
        return history.unit().serial();
    }

    UnitState state() {
        return history.unit().state();
    }

    /// How people call the one whom the books name so.
    String nameOf(String person) {
        return names.getOrDefault(person, person);
    }
}
