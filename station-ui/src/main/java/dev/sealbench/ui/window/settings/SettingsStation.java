package dev.sealbench.ui.window.settings;

import dev.sealbench.core.FoundPort;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationSettings;
import java.util.List;
import java.util.Optional;

/// What the page of settings asks of the station, and nothing more. Every method may block for seconds; none is called
/// on the FX thread. Safe for several threads.
public interface SettingsStation {

    StationSettings settings() throws StationException;

    /// Binds a slot; without an address there is no such slot any more.
    StationSettings setSlot(int slot, Optional<String> address) throws StationException;

    StationSettings setPrinter(LabelKind kind, LabelPrinterConfig printer) throws StationException;

    StationSettings setIdleMinutes(int minutes) throws StationException;

    StationSettings setVaultMinutes(int minutes) throws StationException;

    /// Asks who is there.
    ///
    /// @throws StationException also when a unit is being provisioned there
    SlotAnswer testSlot(int slot) throws StationException;

    /// Prints a label that says nothing.
    PrinterTest testPrint(LabelKind kind) throws StationException;

    /// USB ports that are plugged in now.
    List<FoundPort> ports() throws StationException;

    /// Print queues of the system.
    List<String> printQueues() throws StationException;
}
