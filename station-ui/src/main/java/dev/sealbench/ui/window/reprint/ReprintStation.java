package dev.sealbench.ui.window.reprint;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;

/// What the reprint page asks of the station, and nothing more. Every method may block; none is called on the FX
/// thread. Safe for several threads.
public interface ReprintStation {

    /// A unit and the prints of its labels.
    ///
    /// @throws StationException when it is not in the books
    LabelledUnit open(SerialNumber unit) throws StationException;

    /// The label as it would be printed now, PNG, secrets masked.
    ///
    /// @throws StationException when it cannot be printed: the unit is not finished, its credentials were destroyed
    byte[] preview(SerialNumber unit, LabelKind kind) throws StationException;

    /// Prints the label again and has it scanned back. The prints before are void from the moment it is counted.
    ///
    /// @param reason 1 to 256 characters
    /// @return the print that is believed
    LabelPrint print(SerialNumber unit, LabelKind kind, String reason, ScanBack scanBack) throws StationException;

    /// Has the last print scanned back, which was not; prints nothing.
    LabelPrint scanBack(SerialNumber unit, LabelKind kind, ScanBack scanBack) throws StationException;
}
