package dev.sealbench.ui.window.unit;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.RunRecord.RunEnd;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.WindowText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Optional;

/// The unit page's sentences. Times are this place's. Immutable.
final class UnitText {

    private static final int SHORT_DIGITS = 12;

    private final WindowText text;

    UnitText(WindowText text) {
        this.text = text;
    }

    String get(String key, Object... arguments) {
        return text.get("unit." + key, arguments);
    }

    String scanRefused(Object why) {
        return text.get("scan.refused." + why);
    }

    /// One word.
    String of(UnitState state) {
        return get("state." + state.name());
    }

    /// What that means, one sentence.
    String say(UnitState state) {
        return get("state." + state.name() + ".say");
    }

    String of(LabelKind kind) {
        var word = text.of(kind);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /// What is wrong and what to do, two sentences.
    String of(Fault fault) {
        return text.what(fault) + ". " + text.next(fault);
    }

    /// Why a run ended as it did; empty after a pass.
    String why(RunEnd end) {
        return fault(end)
                .map(fault -> get("run.why", text.what(fault), fault.code()))
                .orElseGet(() -> text.said(end.reason()));
    }

    /// What the books have beside the fault; empty when there is nothing.
    String detail(RunEnd end) {
        return fault(end)
                .map(fault -> fault.text() + ": ")
                .filter(end.reason()::startsWith)
                .map(said -> text.detail(end.reason().substring(said.length())))
                .orElse("");
    }

    private static Optional<Fault> fault(RunEnd end) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.code() == end.faultCode())
                .findFirst();
    }

    /// Day, time and the zone's short name.
    String at(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .localizedBy(text.locale())
                        .format(here(instant))
                + " "
                + DateTimeFormatter.ofPattern("z", text.locale()).format(here(instant));
    }

    /// Time of the day to the second.
    String time(Instant instant) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", text.locale()).format(here(instant));
    }

    String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(text.locale())
                .format(day);
    }

    String took(Duration duration) {
        return text.elapsed(duration);
    }

    /// The first digits, in groups.
    static String brief(Digest digest) {
        return digest.hex().substring(0, SHORT_DIGITS).replaceAll("(....)(?=.)", "$1 ") + " …";
    }

    /// A person's own words in quotation marks; what the station gave as its reason in this language.
    Optional<String> quoted(String reason) {
        var fault = Arrays.stream(Fault.values())
                .filter(each -> each.toString().equals(reason))
                .findFirst();
        if (fault.isPresent()) {
            return fault.map(each -> get("run.why", text.what(each), each.code()));
        }
        return reason.isEmpty() ? Optional.empty() : Optional.of(get("quoted", reason));
    }

    private static ZonedDateTime here(Instant instant) {
        return instant.atZone(ZoneId.systemDefault());
    }
}
