package dev.sealbench.core;

import java.time.Duration;

/// How a run ended, sorted by who has to act next.
///
/// Immutable.
public sealed interface Outcome {

    /// The serial number as it was scanned.
    String serial();

    /// The last step that was reached.
    Step reached();

    /// How long the run took.
    Duration took();

    /// The unit is finished: locked, proven, booked, its labels made.
    ///
    /// @param chip the chip id, hexadecimal
    record Passed(String serial, String chip, Step reached, Duration took) implements Outcome {}

    /// The unit is bad or in doubt: rework or scrap it, the next unit may start.
    record UnitRejected(String serial, Step reached, Fault fault, String detail, Duration took) implements Outcome {}

    /// The station is bad: stop the line, this unit proves nothing.
    record StationFaulted(String serial, Step reached, Fault fault, String detail, Duration took) implements Outcome {}

    /// Ended between two steps, or two blocks of the burn, because somebody asked for it. Running the unit
    /// again goes on from there.
    ///
    /// @param reached the step that was not begun, or not finished
    /// @param left the last state of the way that the unit itself is in, whichever run brought it there
    /// @param burnedPercent of the firmware, when the burn was stopped; else 0
    record Abandoned(String serial, Step reached, UnitState left, int burnedPercent, Duration took) implements Outcome {

        /// What state the unit is in and what to do, as one sentence in English.
        public String sentence() {
            return switch (left) {
                case SCANNED -> "nothing was done to the unit: scan it again when ready";
                case IDENTIFIED ->
                    burnedPercent > 0
                            ? "blank, firmware %d %% burned: scan it again to go on".formatted(burnedPercent)
                            : "blank, no firmware burned by this run: scan it again to go on";
                case BURNED -> "blank, firmware burned: scan it again to go on";
                case KEYED -> "blank, firmware burned, credentials in its TPM: scan it again to go on";
                case ORDERED -> "on trial, not yet proven: scan it again to go on";
                case ATTESTED -> "on trial and proven, not locked: scan it again to lock it";
                case LOCKED -> "locked and proven, not booked: scan it again to book it and print its labels";
                case RECORDED -> "locked, proven and booked, not labelled: scan it again to print its labels";
                case LABELLED, RELEASED, REVERTED, QUARANTINED, SCRAPPED ->
                    "the unit is " + left.name().toLowerCase();
            };
        }
    }

    /// Not allowed as asked; nothing was done.
    record Refused(String serial, Step reached, Fault fault, String detail, Duration took) implements Outcome {}

    /// The outcome that a failure means.
    static Outcome of(String serial, StepFailure failure, Duration took) {
        var step = failure.step();
        var fault = failure.fault();
        return switch (fault.acts()) {
            case UNIT -> new UnitRejected(serial, step, fault, failure.detail(), took);
            case STATION -> new StationFaulted(serial, step, fault, failure.detail(), took);
            case OPERATOR, LEAD -> new Refused(serial, step, fault, failure.detail(), took);
        };
    }

    /// Process exit code of station.md: 0 pass, 1 unit rejected, 3 station faulted, 4 refused or stopped.
    default int exitCode() {
        return switch (this) {
            case Passed _ -> 0;
            case UnitRejected _ -> 1;
            case StationFaulted _ -> 3;
            case Refused _, Abandoned _ -> 4;
        };
    }
}
