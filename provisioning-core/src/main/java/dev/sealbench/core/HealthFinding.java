package dev.sealbench.core;

/// One thing about the station that was looked at.
///
/// @param severity whether somebody has to act
/// @param area what it is about
/// @param what it is, as one sentence in English
/// @param mend what to do, as one sentence; empty when it is well
public record HealthFinding(Severity severity, Area area, String what, String mend) {

    /// Whether somebody has to act.
    public enum Severity {
        /// All is well.
        GOOD,
        /// Work goes on; somebody should act before it stops.
        WARNING,
        /// No unit can be finished like this.
        WRONG
    }

    /// What a finding is about.
    public enum Area {
        HOME,
        CONFIGURATION,
        SLOT,
        DATABASE,
        PRINTER,
        VAULT,
        CLOCK,
        DISK,
        PAPERS,
        RELEASE,
        PEOPLE
    }

    /// Looks at something that the health desk does not know of itself: printers, people.
    @FunctionalInterface
    public interface Check {

        /// What it found; never throws for what can go wrong outside of this program.
        java.util.List<HealthFinding> look();
    }

    /// All is well.
    public static HealthFinding good(Area area, String what) {
        return new HealthFinding(Severity.GOOD, area, what, "");
    }

    /// Somebody should act soon.
    public static HealthFinding warning(Area area, String what, String mend) {
        return new HealthFinding(Severity.WARNING, area, what, mend);
    }

    /// Somebody has to act.
    public static HealthFinding wrong(Area area, String what, String mend) {
        return new HealthFinding(Severity.WRONG, area, what, mend);
    }

    /// Whether all is well.
    public boolean isGood() {
        return severity == Severity.GOOD;
    }
}
