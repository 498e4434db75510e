package dev.sealbench.ui.window;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.Step;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;

/// Every word that the operator reads, from `window.properties`. What a fault means and what to do next comes from the
/// core, which has it in English only.
///
/// Immutable.
final class WindowText {

    private static final long KIBIBYTE_BYTES = 1_024;

    private final ResourceBundle words;

    WindowText(Locale locale) {
        this.words = ResourceBundle.getBundle("dev.sealbench.ui.window.window", locale);
    }

    /// A text with its arguments in place.
    ///
    /// @throws java.util.MissingResourceException when there is no such key
    String get(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), words.getLocale()).format(arguments);
    }

    String of(Step step) {
        return get("step." + step.name());
    }

    String of(Verdict verdict) {
        return get("verdict." + verdict.name());
    }

    String of(LabelKind kind) {
        return get("label." + kind.name());
    }

    /// The answer to a scan, one sentence.
    String of(ScanAnswer answer) {
        return switch (answer) {
            case ScanAnswer.Placed(int slot, var unit) -> get("scan.placed", unit.printed(), slot);
            case ScanAnswer.Selected(int slot) -> get("scan.selected", slot);
            case ScanAnswer.AlreadyHere(int slot, var unit, boolean running) ->
                get(running ? "scan.running" : "scan.waiting", unit.printed(), slot);
            case ScanAnswer.NotASerial(var why) -> get("scan.not-a-serial", why);
            case ScanAnswer.NoFreeSlot() -> get("scan.no-free-slot");
            case ScanAnswer.SlotBusy(int slot) -> get("scan.slot-busy", slot);
            case ScanAnswer.NoSuchSlot(var number) -> get("scan.no-such-slot", number);
        };
    }

    /// What the core counts inside a step: octets of the burn, else parts. Empty while nothing is counted.
    String inside(Progress progress) {
        if (progress.total() <= 1) {
            return "";
        }
        return progress.step() == Step.BURN
                ? get("progress.bytes", progress.done() / KIBIBYTE_BYTES, progress.total() / KIBIBYTE_BYTES)
                : get("progress.parts", progress.done(), progress.total());
    }

    /// What is wrong; empty after a pass.
    String what(Outcome outcome) {
        return Verdict.fault(outcome)
                .map(fault -> get("finished.fault", sentence(fault.text()), of(outcome.reached()), fault.code()))
                .orElse("");
    }

    /// What to do next, one sentence.
    String next(Outcome outcome) {
        return Verdict.fault(outcome).map(fault -> sentence(fault.next()) + ".").orElseGet(() -> get("finished.pass"));
    }

    /// Minutes and seconds, `3:07`.
    String elapsed(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private static String sentence(String half) {
        return half.isEmpty() ? half : Character.toUpperCase(half.charAt(0)) + half.substring(1);
    }
}
