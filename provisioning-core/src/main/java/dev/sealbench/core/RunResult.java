package dev.sealbench.core;

/// How a run ended, sorted by who has to act next. The names are stored: never rename one.
public enum RunResult {
    /// The unit is done.
    PASSED,
    /// The unit is bad.
    UNIT_REJECTED,
    /// The station is bad; says nothing about the unit.
    STATION_FAULTED,
    /// Stopped by a person between two steps, or refused; says nothing about the unit.
    ABANDONED,
    /// The program or the machine died; noticed at the next start.
    INTERRUPTED
}
