package dev.sealbench.core.internal.label;

import dev.sealbench.core.Gtin;
import dev.sealbench.core.SerialNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What the Data Matrix of the rating plate says: GTIN (01), production date (11), serial (21).
///
/// GS1 General Specifications 3.2, 3.4.2, 3.5.2 and 7.9 (check digit): fixed-length identifiers first.
/// Immutable.
///
/// @param gtin written with 14 digits
/// @param made day of manufacture, 2000 to 2049 (the code carries two digits of the year)
/// @param serial without hyphens: 16 characters of GS1 character set 82
record Gs1Code(Gtin gtin, LocalDate made, SerialNumber serial) {

    private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);

    /// Checks the date; the types of the other two have checked theirs.
    ///
    /// @throws LabelRefused if the year cannot be said with two digits
    static Gs1Code of(Gtin gtin, LocalDate made, SerialNumber serial) throws LabelRefused {
        if (made.getYear() < 2000 || made.getYear() > 2049) {
            throw new LabelRefused("date of manufacture", "the year must lie in 2000 to 2049");
        }
        return new Gs1Code(gtin, made, serial);
    }

    /// With the application identifiers in square brackets, as the encoder wants it.
    String bracketed() {
        return "[01]%s[11]%s[21]%s".formatted(gtin.gtin14(), YYMMDD.format(made), serial);
    }

    /// As a scanner reports it after `]d2`; serial is last, so no separator is needed.
    String elementString() {
        return "01%s11%s21%s".formatted(gtin.gtin14(), YYMMDD.format(made), serial);
    }

    /// Drops the brackets of {@link #bracketed()}.
    static String elementString(String bracketed) {
        return bracketed.replaceAll("[\\[\\]]", "");
    }
}
