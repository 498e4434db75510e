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

    /// Process exit code of station.md: 0 pass, 1 unit rejected, 3 station faulted, 4 refused.
    default int exitCode() {
        return switch (this) {
            case Passed _ -> 0;
            case UnitRejected _ -> 1;
            case StationFaulted _ -> 3;
            case Refused _ -> 4;
        };
    }
}
