package dev.sealbench.ui.window.line;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.ui.window.scan.ScanRefusal;

/// What became of a scan or a key. The words for it are in [LineText]. Immutable.
sealed interface ScanAnswer {

    /// Nothing was scanned yet.
    record Welcome() implements ScanAnswer {}

    /// The unit waits on this slot for its start.
    record Placed(int slot, SerialNumber unit) implements ScanAnswer {}

    /// The next scan goes to this slot.
    record Selected(int slot) implements ScanAnswer {}

    record Started(int units) implements ScanAnswer {}

    /// A label's scan went to the run that waits for it.
    record LabelTaken(int slot, LabelKind kind) implements ScanAnswer {}

    /// A label is awaited there: the next scan of a label goes to it.
    record LabelAwaited(int slot) implements ScanAnswer {}

    /// Somebody said that the label did not come out: it is printed again.
    record PrintedAgain(int slot, LabelKind kind) implements ScanAnswer {}

    /// The unit's label is compared with the unit.
    record Releasing(int slot, SerialNumber unit) implements ScanAnswer {}

    record Released(int slot, SerialNumber unit) implements ScanAnswer {}

    record StopAsked(int slot) implements ScanAnswer {}

    /// Refused: the unit is not released.
    record NotReleased(int slot, SerialNumber unit, Fault fault) implements ScanAnswer {}

    /// Refused: the unit waits for the scan of its label, and its serial number was typed.
    record TypedOnly(int slot, SerialNumber unit) implements ScanAnswer {}

    /// Refused: this unit waits or runs already.
    ///
    /// @param running whether it runs, or waits for its start
    record AlreadyHere(int slot, SerialNumber unit, boolean running) implements ScanAnswer {}

    /// Refused before anyone looked at its meaning.
    record Unreadable(ScanRefusal why) implements ScanAnswer {}

    /// Refused: each slot waits or runs.
    record NoFreeSlot() implements ScanAnswer {}

    /// Refused: a run goes on there.
    record SlotBusy(int slot) implements ScanAnswer {}

    /// Refused: the station has no such slot.
    record NoSuchSlot(int slot) implements ScanAnswer {}

    /// Refused: no unit waits.
    record NothingWaits() implements ScanAnswer {}

    /// Refused: the window cannot close.
    record UnitsRun() implements ScanAnswer {}

    /// Whether nothing was done.
    default boolean isRefused() {
        return switch (this) {
            case Welcome _,
                    Placed _,
                    Selected _,
                    Started _,
                    LabelTaken _,
                    LabelAwaited _,
                    PrintedAgain _,
                    Releasing _,
                    Released _,
                    StopAsked _ -> false;
            case NotReleased _,
                    TypedOnly _,
                    AlreadyHere _,
                    Unreadable _,
                    NoFreeSlot _,
                    SlotBusy _,
                    NoSuchSlot _,
                    NothingWaits _,
                    UnitsRun _ -> true;
        };
    }
}
