package dev.sealbench.ui.window;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;

/// What the window asks of the station, and nothing more. Every method may block; none is called on the FX thread once
/// the window is open. Safe for several threads.
public interface Provisioning {

    /// Station and open work orders, as they are now.
    BenchHeader header() throws StationException;

    /// Takes the unit on `slot` as far as it goes; returns when the run is over.
    Outcome provision(int slot, SerialNumber serial, RunListener listener);

    /// A label of a finished unit as PNG, secrets masked.
    byte[] preview(SerialNumber serial, LabelKind kind) throws StationException;
}
