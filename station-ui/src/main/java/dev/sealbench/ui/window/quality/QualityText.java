package dev.sealbench.ui.window.quality;

import dev.sealbench.core.Fault;
import dev.sealbench.core.QualityReport.Yield;
import dev.sealbench.core.Step;
import dev.sealbench.ui.window.WindowText;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The quality page's words and numbers. Immutable.
final class QualityText {

    private final WindowText text;

    QualityText(WindowText text) {
        this.text = text;
    }

    WindowText words() {
        return text;
    }

    Locale locale() {
        return text.locale();
    }

    String get(String key, Object... arguments) {
        return text.get("quality." + key, arguments);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(text.locale()).format(number);
    }

    /// With one digit, rounded down: 100 % is all of them.
    String percent(Yield yield) {
        var format = NumberFormat.getPercentInstance(text.locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        format.setRoundingMode(RoundingMode.DOWN);
        return yield.ratio().map(format::format).orElse("–");
    }

    /// Whole percents.
    String share(double ratio) {
        return NumberFormat.getPercentInstance(text.locale()).format(ratio);
    }

    /// Minutes and seconds, or hours.
    String time(Duration duration) {
        return duration.toHours() == 0
                ? text.elapsed(duration)
                : "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    /// The text under a column.
    String column(Passes.Grain grain, ZonedDateTime at) {
        return DateTimeFormatter.ofLocalizedPattern(grain.skeleton())
                .withLocale(text.locale())
                .format(at);
    }

    String column(CycleBins.Bin bin) {
        var from = time(Duration.ofSeconds(bin.fromSeconds()));
        return bin.open() ? "≥ " + from : from;
    }

    /// The zone's short name.
    String zone(ZonedDateTime at) {
        return DateTimeFormatter.ofPattern("zzz", text.locale()).format(at);
    }

    static ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /// A step by the core's word for it.
    String step(String what) {
        return Arrays.stream(Step.values())
                .filter(step -> step.toString().equals(what))
                .findFirst()
                .map(text::of)
                .orElse(what);
    }

    /// A slot by station and number.
    String slot(String what) {
        int slash = what.lastIndexOf('/');
        return slash < 0 ? what : get("slot", what.substring(0, slash), what.substring(slash + 1));
    }

    /// A fault by code and the core's text.
    String fault(String what) {
        return of(what).map(text::what).orElse(what);
    }

    private static Optional<Fault> of(String what) {
        return Arrays.stream(Fault.values())
                .filter(fault -> what.equals(fault.toString()) || what.startsWith(fault.code() + " "))
                .findFirst();
    }
}
