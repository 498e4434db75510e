package dev.sealbench.ui.window.line;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scanback.ScanBackText;
import java.time.Duration;

/// The line page's sentences. Immutable.
final class LineText {

    private static final long KIBIBYTE_BYTES = 1_024;
    private static final long COARSENESS_SECONDS = 5;

    private final WindowText text;
    private final ScanBackText scanBack;

    LineText(WindowText text) {
        this.text = text;
        this.scanBack = new ScanBackText(text);
    }

    String get(String key, Object... arguments) {
        return text.get("line." + key, arguments);
    }

    String of(Step step) {
        return text.of(step);
    }

    String of(Verdict verdict) {
        return get("verdict." + verdict.name());
    }

    /// The answer to a scan or a key, one sentence.
    String of(ScanAnswer answer) {
        return switch (answer) {
            case ScanAnswer.Welcome() -> get("answer.welcome");
            case ScanAnswer.Placed(int slot, var unit) -> get("answer.placed", unit.printed(), slot);
            case ScanAnswer.Selected(int slot) -> get("answer.selected", slot);
            case ScanAnswer.Started(int units) -> get("answer.started", units);
            case ScanAnswer.LabelTaken(int slot, var kind) -> get("answer.label", text.of(kind), slot);
            case ScanAnswer.LabelAwaited(int slot) -> get("answer.awaited", slot);
            case ScanAnswer.PrintedAgain(int slot, var kind) -> get("answer.again", text.of(kind), slot);
            case ScanAnswer.Releasing(int slot, var unit) -> get("answer.releasing", unit.printed(), slot);
            case ScanAnswer.Released(int slot, var unit) -> get("answer.released", unit.printed(), slot);
            case ScanAnswer.StopAsked(int slot) -> get("answer.stopping", slot);
            case ScanAnswer.NotReleased(int slot, var unit, var fault) ->
                get("answer.not-released", unit.printed(), slot, text.what(fault), text.next(fault));
            case ScanAnswer.TypedOnly(int slot, var unit) -> get("answer.typed", unit.printed(), slot);
            case ScanAnswer.AlreadyHere(int slot, var unit, boolean running) ->
                get(running ? "answer.running" : "answer.waiting", unit.printed(), slot);
            case ScanAnswer.Unreadable(var why) -> text.get("scan.refused." + why.name());
            case ScanAnswer.NoFreeSlot() -> get("answer.no-free-slot");
            case ScanAnswer.SlotBusy(int slot) -> get("answer.slot-busy", slot);
            case ScanAnswer.NoSuchSlot(int slot) -> get("answer.no-such-slot", slot);
            case ScanAnswer.NothingWaits() -> get("answer.nothing-waits");
            case ScanAnswer.UnitsRun() -> get("answer.units-run");
        };
    }

    /// What a tile says while a code is to be scanned.
    ScanBackText scanBack() {
        return scanBack;
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

    /// Time left in steps of five seconds: a figure that jumps about cannot be read from two metres.
    String left(Duration left) {
        long coarse = Math.ceilDiv(left.toSeconds(), COARSENESS_SECONDS) * COARSENESS_SECONDS;
        return coarse == 0 ? get("progress.left.none") : get("progress.left", elapsed(Duration.ofSeconds(coarse)));
    }

    /// What is wrong; empty after a pass.
    String what(Outcome outcome) {
        return Verdict.fault(outcome)
                .map(fault -> get("finished.fault", text.what(fault), of(outcome.reached()), fault.code()))
                .orElse("");
    }

    /// What a person needs who must find out why; empty when the fault says it all.
    String detail(Outcome outcome) {
        return text.detail(Verdict.detail(outcome));
    }

    /// What to do next, one sentence. After a stop, what state the unit is in.
    String next(Outcome outcome) {
        if (outcome instanceof Outcome.Abandoned stopped) {
            return get("stopped." + StoppedState.of(stopped.left()).name());
        }
        return Verdict.fault(outcome).map(text::next).orElseGet(() -> get("finished.pass"));
    }

    /// Minutes and seconds, `3:07`.
    String elapsed(Duration duration) {
        return text.elapsed(duration);
    }

    /// What a unit is after its run was stopped; docs/run.md.
    private enum StoppedState {
        UNTOUCHED,
        BLANK,
        TRIAL,
        PROVEN,
        LOCKED,
        RECORDED,
        DECIDED;

        static StoppedState of(UnitState left) {
            return switch (left) {
                case SCANNED -> UNTOUCHED;
                case IDENTIFIED, BURNED, KEYED -> BLANK;
                case ORDERED -> TRIAL;
                case ATTESTED -> PROVEN;
                case LOCKED -> LOCKED;
                case RECORDED, LABELLED -> RECORDED;
                case RELEASED, REVERTED, QUARANTINED, SCRAPPED -> DECIDED;
            };
        }
    }
}
