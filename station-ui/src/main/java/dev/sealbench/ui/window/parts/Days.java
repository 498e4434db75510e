package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.WindowText;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import javafx.scene.control.DatePicker;
import javafx.util.StringConverter;

/// Boxes for a day, written as the window's language writes days, with the whole year. FX thread only.
public final class Days {

    private Days() {}

    /// An empty one.
    public static DatePicker picker(WindowText text) {
        var pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        FormatStyle.SHORT, null, IsoChronology.INSTANCE, text.locale())
                .replaceAll("y+", "yyyy");
        var format = DateTimeFormatter.ofPattern(pattern, text.locale());
        var picker = new DatePicker();
        picker.setShowWeekNumbers(true);
        picker.setPromptText(pattern.toLowerCase(text.locale()));
        picker.setConverter(new StringConverter<>() {
            @Override
            public String toString(LocalDate day) {
                return day == null ? "" : format.format(day);
            }

            @Override
            public LocalDate fromString(String typed) {
                try {
                    return typed == null || typed.isBlank() ? null : LocalDate.parse(typed.strip(), format);
                } catch (DateTimeParseException e) {
                    return picker.getValue(); // what cannot be read changes nothing
                }
            }
        });
        return picker;
    }
}
