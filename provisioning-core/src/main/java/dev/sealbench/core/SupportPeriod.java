package dev.sealbench.core;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/// For how long a unit gets updates, counted from the day it was made to the end of that month, years later.
///
/// @param featureYears 1 to 30
/// @param securityYears 5 to 30 (Cyber Resilience Act, article 13(8)), not below the feature years
public record SupportPeriod(int featureYears, int securityYears) {

    /// Three years of features, five of security.
    public static final SupportPeriod DEFAULT = new SupportPeriod(3, 5);

    /// @throws IllegalArgumentException when the years are out of bounds
    public SupportPeriod {
        FieldBounds.requireBetween("years of feature updates", featureYears, 1, 30);
        FieldBounds.requireBetween("years of security updates", securityYears, Math.max(5, featureYears), 30);
    }

    /// Last day of feature updates of a unit made on `manufactured`.
    public LocalDate featureUpdatesUntil(LocalDate manufactured) {
        return endOfMonth(manufactured.plusYears(featureYears));
    }

    /// Last day of security updates of a unit made on `manufactured`.
    public LocalDate securityUpdatesUntil(LocalDate manufactured) {
        return endOfMonth(manufactured.plusYears(securityYears));
    }

    private static LocalDate endOfMonth(LocalDate day) {
        return day.with(TemporalAdjusters.lastDayOfMonth());
    }
}
