package dev.sealbench.ui.window.unit;

import dev.sealbench.core.Permission;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.UnitRecord;
import java.util.List;

/// What the unit page asks of the station, and nothing more. Every method but [#may] may block and is not called on the
/// FX thread. Safe for several threads.
public interface UnitStation {

    /// Whether whoever is signed in may do it; for leaving out what would be refused. Does not block.
    boolean may(Permission permission);

    /// The newest units whose serial number has this part, at most `limit`.
    List<UnitRecord> search(String part, int limit) throws StationException;

    /// Everything about one unit.
    ///
    /// @throws StationException when it is not in the books
    UnitFile open(SerialNumber unit) throws StationException;

    /// Checks the unit's documents again.
    UnitProof verify(SerialNumber unit) throws StationException;

    /// Decides about a unit.
    ///
    /// @param reason 1 to 256 characters
    void decide(SerialNumber unit, Decision decision, String reason) throws StationException;
}
