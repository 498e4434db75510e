package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Look;
import java.time.Clock;
import java.util.function.LongSupplier;
import javafx.beans.value.ObservableValue;

/// What the frame needs to know of the outside.
///
/// @param counts what the slots are at, for the cover
/// @param pace nanoseconds that tell a scanner's keys from a person's, such as `System::nanoTime`
public record Surroundings(
        ShellStation station,
        StationFacts facts,
        Look look,
        Clock clock,
        ObservableValue<SlotCounts> counts,
        LongSupplier pace) {

    /// With the computer's own pace.
    public Surroundings(
            ShellStation station, StationFacts facts, Look look, Clock clock, ObservableValue<SlotCounts> counts) {
        this(station, facts, look, clock, counts, System::nanoTime);
    }
}
