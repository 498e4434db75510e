package dev.sealbench.ui.window.quality;

import dev.sealbench.core.QualityReport;
import java.time.Instant;

/// What there is to show. Immutable.
sealed interface QualityState {

    /// The books are being asked.
    record Reading() implements QualityState {}

    /// @param at when the books were asked
    record Seen(QualityReport report, Instant at) implements QualityState {}

    /// The last day lies before the first.
    record WrongDays() implements QualityState {}

    /// The books did not answer.
    record Failed(Exception why) implements QualityState {}
}
