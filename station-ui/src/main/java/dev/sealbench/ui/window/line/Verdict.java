package dev.sealbench.ui.window.line;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import java.util.Optional;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The word over a finished run, with its icon; neither needs its colour to be understood.
enum Verdict {
    PASS("pass", Material2RoundAL.CHECK_CIRCLE),
    REJECT("reject", Material2RoundAL.CANCEL),
    STATION_FAULT("station-fault", Material2RoundMZ.WARNING),
    REFUSED("refused", Material2RoundAL.BLOCK),
    STOPPED("stopped", Material2RoundMZ.STOP_CIRCLE);

    private final String styleClass;
    private final Ikon icon;

    Verdict(String styleClass, Ikon icon) {
        this.styleClass = styleClass;
        this.icon = icon;
    }

    /// The verdict that an outcome means.
    static Verdict of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed _ -> PASS;
            case Outcome.UnitRejected _ -> REJECT;
            case Outcome.StationFaulted _ -> STATION_FAULT;
            case Outcome.Refused _ -> REFUSED;
            case Outcome.Abandoned _ -> STOPPED;
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

    /// What the books say beside the fault; empty when that says it all.
    static String detail(Outcome outcome) {
        return switch (outcome) {
            case Outcome.UnitRejected bad -> bad.detail();
            case Outcome.StationFaulted bad -> bad.detail();
            case Outcome.Refused bad -> bad.detail();
            case Outcome.Passed _, Outcome.Abandoned _ -> "";
        };
    }

    /// Class of the style sheet: its one colour.
    String styleClass() {
        return styleClass;
    }

    Ikon icon() {
        return icon;
    }
}
