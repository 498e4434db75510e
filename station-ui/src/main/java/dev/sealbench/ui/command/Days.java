package dev.sealbench.ui.command;

import dev.sealbench.core.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Days as people give them, in UTC as the books.
final class Days {

    private Days() {}

    /// From the beginning of one day to the end of another; null means without a limit.
    ///
    /// @throws IllegalArgumentException when the last day is before the first
    static Period period(LocalDate from, LocalDate to) {
        return new Period(
                from == null ? Instant.EPOCH : startOf(from),
                to == null ? Instant.now().plus(1, ChronoUnit.DAYS) : startOf(to.plusDays(1)));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
