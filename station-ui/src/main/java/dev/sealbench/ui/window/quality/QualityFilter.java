package dev.sealbench.ui.window.quality;

import dev.sealbench.core.Period;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// Which runs are looked at. Immutable.
///
/// @param from the first day where `span` is [Span#OTHER]
/// @param to the last one
/// @param workOrder only its units, or all
record QualityFilter(Span span, LocalDate from, LocalDate to, Optional<String> workOrder) {

    static QualityFilter today(LocalDate today) {
        return new QualityFilter(Span.TODAY, today, today, Optional.empty());
    }

    /// Other days; those of before become the ones that a person goes on from.
    QualityFilter with(Span other, LocalDate today) {
        var last = lastDay(today);
        return new QualityFilter(other, firstDay(today), last, workOrder);
    }

    QualityFilter with(LocalDate first, LocalDate last) {
        return new QualityFilter(Span.OTHER, first, last, workOrder);
    }

    QualityFilter with(Optional<String> order) {
        return new QualityFilter(span, from, to, order);
    }

    LocalDate firstDay(LocalDate today) {
        return span == Span.OTHER ? from : today.minusDays(span.days() - 1L);
    }

    LocalDate lastDay(LocalDate today) {
        return span == Span.OTHER ? to : today;
    }

    /// From the first moment of the first day to the last of the last, in the days of a place; empty when they are
    /// the wrong way round.
    Optional<Period> period(LocalDate today, ZoneId zone) {
        var first = firstDay(today);
        var last = lastDay(today);
        return last.isBefore(first)
                ? Optional.empty()
                : Optional.of(new Period(
                        first.atStartOfDay(zone).toInstant(),
                        last.plusDays(1).atStartOfDay(zone).toInstant()));
    }
}
