package dev.sealbench.ui.window.health;

/// What the page knows of the station's health. Immutable.
sealed interface HealthState {

    /// It is being looked at.
    record Looking() implements HealthState {}

    record Seen(HealthReport report) implements HealthState {}

    /// It could not be looked at.
    record Failed(Exception why) implements HealthState {}
}
