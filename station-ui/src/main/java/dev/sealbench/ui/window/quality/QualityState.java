package dev.sealbench.ui.window.quality;

import dev.sealbench.core.QualityReport;
import java.time.Instant;

/// What there is to show. Immutable.
sealed interface QualityState {

    /// The books are being asked.
    record Reading() implements QualityState {}

    /// @param passes of the report, by columns
    /// @param at when the books were asked
    record Seen(QualityReport report, Passes passes, Instant at) implements QualityState {

        /// A year of hours takes its time: not for the FX thread.
        static Seen of(QualityReport report, Instant at) {
            return new Seen(report, Passes.of(report.unitsPerHour(), QualityText.zone()), at);
        }
    }

    /// The last day lies before the first.
    record WrongDays() implements QualityState {}

    /// The books did not answer.
    record Failed(Exception why) implements QualityState {}
}
