package dev.sealbench.ui.window.line;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import java.time.Instant;
import java.util.Optional;

/// What a slot shows. Each state is shown by one picture of the tile. Immutable.
sealed interface SlotState {

    /// Nothing was scanned for it.
    record Idle() implements SlotState {}

    /// A serial number was scanned for it; the run waits for the plug or the person.
    record Ready(SerialNumber unit) implements SlotState {}

    /// A run goes on.
    ///
    /// @param since when it began
    /// @param stepSince when its step began
    /// @param wanted the code of a label that is to be scanned before it goes on
    /// @param stopping whether it was asked to stop
    record Running(
            SerialNumber unit,
            Instant since,
            Instant stepSince,
            Progress progress,
            Optional<ScanBack.Request> wanted,
            boolean stopping)
            implements SlotState {}

    /// The run is over; stays until the slot is used again.
    ///
    /// @param at when it ended
    record Finished(SerialNumber unit, Instant at, Outcome outcome) implements SlotState {}

    /// The label on the unit was compared with the unit; it may be shipped.
    record Released(SerialNumber unit, Instant at) implements SlotState {}

    /// Whose slot it is.
    default Optional<SerialNumber> serial() {
        return switch (this) {
            case Idle _ -> Optional.empty();
            case Ready ready -> Optional.of(ready.unit());
            case Running running -> Optional.of(running.unit());
            case Finished finished -> Optional.of(finished.unit());
            case Released released -> Optional.of(released.unit());
        };
    }

    default boolean isRunning() {
        return this instanceof Running;
    }

    /// Whether the unit passed and waits for the scan that releases it.
    default boolean isPassed() {
        return this instanceof Finished finished && finished.outcome() instanceof Outcome.Passed;
    }

    /// Whether the serial number stands for work that is still to come or goes on.
    default boolean isPending() {
        return this instanceof Ready || this instanceof Running;
    }

    /// The code that is to be scanned there now.
    default Optional<ScanBack.Request> wanted() {
        return Optional.empty();
    }

    /// When the slot got free again; empty while it is in use.
    default Optional<Instant> freeSince() {
        return switch (this) {
            case Finished finished -> Optional.of(finished.at());
            case Released released -> Optional.of(released.at());
            case Idle _, Ready _, Running _ -> Optional.empty();
        };
    }
}
