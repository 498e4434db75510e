package dev.sealbench.ui.window.parts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Days and moments as people here write them. Needs no toolkit; safe for several threads.
public final class Times {

    private Times() {}

    /// Day, time of day and the zone's short name, as in `26 Nov 2026, 09:41 CET`.
    public static String moment(Instant instant, ZoneId zone, Locale locale) {
        var at = instant.atZone(zone);
        var time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at);
        return time + " " + DateTimeFormatter.ofPattern("zzz", locale).format(at);
    }

    public static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }
}
