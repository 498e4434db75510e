package dev.sealbench.ui.window.quality;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Passes by local hour, day or month, whichever gives columns that can be told apart; those without any are there,
/// too.
/// Immutable.
///
/// @param columns by the moment at which they begin
record Passes(Grain grain, SortedMap<ZonedDateTime, Long> columns) {

    private static final Duration BY_HOURS = Duration.ofHours(36);
    private static final Duration BY_DAYS = Duration.ofDays(45);

    /// How wide a column is.
    enum Grain {
        HOUR("passes.hour", ChronoUnit.HOURS, "Hm"),
        HOUR_OF_DAY("passes.hour", ChronoUnit.HOURS, "EHm"),
        DAY("passes.day", ChronoUnit.DAYS, "MMMd"),
        MONTH("passes.month", ChronoUnit.MONTHS, "yMMM");

        private final String key;
        private final ChronoUnit unit;
        private final String skeleton;

        Grain(String key, ChronoUnit unit, String skeleton) {
            this.key = key;
            this.unit = unit;
            this.skeleton = skeleton;
        }

        /// Of the chart's heading.
        String key() {
            return key;
        }

        /// What of the moment stands under a column.
        String skeleton() {
            return skeleton;
        }

        private ZonedDateTime beginningOf(ZonedDateTime moment) {
            return switch (this) {
                case HOUR, HOUR_OF_DAY -> moment; // the books count by the hour
                case DAY -> moment.truncatedTo(ChronoUnit.DAYS);
                case MONTH -> moment.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
            };
        }
    }

    /// @param perHour by the hours of the books
    static Passes of(SortedMap<Instant, Long> perHour, ZoneId zone) {
        if (perHour.isEmpty()) {
            return new Passes(Grain.HOUR, new TreeMap<>());
        }
        var grain = grain(perHour.firstKey().atZone(zone), perHour.lastKey().atZone(zone));
        var columns = new TreeMap<ZonedDateTime, Long>();
        var last = grain.beginningOf(perHour.lastKey().atZone(zone));
        for (var at = grain.beginningOf(perHour.firstKey().atZone(zone));
                !at.isAfter(last);
                at = at.plus(1, grain.unit)) {
            columns.put(at, 0L);
        }
        for (Map.Entry<Instant, Long> hour : perHour.entrySet()) {
            columns.merge(grain.beginningOf(hour.getKey().atZone(zone)), hour.getValue(), Long::sum);
        }
        return new Passes(grain, columns);
    }

    private static Grain grain(ZonedDateTime first, ZonedDateTime last) {
        var length = Duration.between(first, last);
        if (length.compareTo(BY_HOURS) <= 0) {
            return first.toLocalDate().equals(last.toLocalDate()) ? Grain.HOUR : Grain.HOUR_OF_DAY;
        }
        return length.compareTo(BY_DAYS) <= 0 ? Grain.DAY : Grain.MONTH;
    }
}
