package dev.sealbench.ui.window;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.SerialNumber;
import java.time.Instant;
import java.util.Optional;

/// What a slot shows. Each state is shown by one picture of the tile.
///
/// Immutable.
sealed interface SlotState {

    /// Nothing was scanned for it.
    record Idle() implements SlotState {}

    /// A serial number was scanned for it; the run waits for the person.
    record Ready(SerialNumber unit) implements SlotState {}

    /// A run goes on.
    ///
    /// @param since when it began
    record Running(SerialNumber unit, Instant since, Progress progress) implements SlotState {}

    /// The run is over; stays until the slot is used again.
    ///
    /// @param at when it ended
    record Finished(SerialNumber unit, Instant at, Outcome outcome, LabelPictures labels) implements SlotState {}

    /// Whose slot it is.
    default Optional<SerialNumber> serial() {
        return switch (this) {
            case Idle _ -> Optional.empty();
            case Ready ready -> Optional.of(ready.unit());
            case Running running -> Optional.of(running.unit());
            case Finished finished -> Optional.of(finished.unit());
        };
    }

    default boolean isRunning() {
        return this instanceof Running;
    }

    /// Whether the serial number stands for work that is still to come or goes on.
    default boolean isPending() {
        return this instanceof Ready || this instanceof Running;
    }
}
