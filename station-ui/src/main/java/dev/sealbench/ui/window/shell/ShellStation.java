package dev.sealbench.ui.window.shell;

import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.login.People;

/// What the frame asks of the station, and nothing more. Every method may block; none is called on the FX thread once
/// the window is open. Safe for several threads.
public interface ShellStation {

    StationFacts facts() throws StationException;

    People people();

    /// Writes the event of a scan that changed nothing. Never gets the scan itself, which may be a secret.
    ///
    /// @param why a name of `ScanRefusal`
    void noteRefusedScan(String why);
}
