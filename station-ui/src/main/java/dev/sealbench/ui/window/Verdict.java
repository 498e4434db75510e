package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import java.util.Optional;

/// The word over a finished run, with its icon; neither needs its colour to be understood.
enum Verdict {
    PASS("pass"),
    REJECT("reject"),
    STATION_FAULT("station-fault"),
    REFUSED("refused");

    private final String styleClass;

    Verdict(String styleClass) {
        this.styleClass = styleClass;
    }

    /// The verdict that an outcome means.
    static Verdict of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed _ -> PASS;
            case Outcome.UnitRejected _ -> REJECT;
            case Outcome.StationFaulted _ -> STATION_FAULT;
            case Outcome.Refused _, Outcome.Abandoned _ -> REFUSED;
        };
    }

    /// What went wrong; empty after a pass.
    static Optional<Fault> fault(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed _ -> Optional.empty();
            case Outcome.UnitRejected bad -> Optional.of(bad.fault());
            case Outcome.StationFaulted bad -> Optional.of(bad.fault());
            case Outcome.Refused bad -> Optional.of(bad.fault());
            case Outcome.Abandoned _ -> Optional.of(Fault.STOPPED);
        };
    }

    /// Class of window.css: colours and icon.
    String styleClass() {
        return styleClass;
    }
}
