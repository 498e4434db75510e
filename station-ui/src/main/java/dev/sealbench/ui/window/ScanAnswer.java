package dev.sealbench.ui.window;

import dev.sealbench.core.SerialNumber;

/// What became of a scan. The words for it are in [WindowText].
///
/// Immutable.
sealed interface ScanAnswer {

    /// The unit waits on this slot for its start.
    record Placed(int slot, SerialNumber unit) implements ScanAnswer {}

    /// The next scan goes to this slot.
    record Selected(int slot) implements ScanAnswer {}

    /// Refused: this unit waits or runs already.
    ///
    /// @param running whether it runs, or waits for its start
    record AlreadyHere(int slot, SerialNumber unit, boolean running) implements ScanAnswer {}

    /// Refused: what was read is no serial number.
    ///
    /// @param why one clause
    record NotASerial(String why) implements ScanAnswer {}

    /// Refused: each slot waits or runs.
    record NoFreeSlot() implements ScanAnswer {}

    /// Refused: a run goes on there.
    record SlotBusy(int slot) implements ScanAnswer {}

    /// Refused: the station has no such slot.
    record NoSuchSlot(String number) implements ScanAnswer {}
}
