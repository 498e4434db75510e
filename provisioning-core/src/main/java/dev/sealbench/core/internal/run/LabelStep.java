package dev.sealbench.core.internal.run;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.journal.JournalEntry.LabelDone;
import dev.sealbench.core.internal.journal.JournalEntry.LabelIntended;

/// Prints the three labels of a unit and has them scanned back. One whose print was cut off is asked for first.
final class LabelStep {

    private LabelStep() {}

    static Unit.Labelled take(Unit.Recorded unit, Run run) throws StepFailure {
        var round = new Labels(run.bench()).round(unit.serial());
        for (var kind : LabelKind.values()) {
            if (run.state().isLabelDone(kind)) {
                continue;
            }
            var print = round.complete(
                    kind,
                    run.listener().scanBack(),
                    counted -> run.note(Step.LABEL, new LabelIntended(kind, counted.copy())));
            run.note(Step.LABEL, new LabelDone(kind, print.copy()));
            run.listener().progress(Step.LABEL, kind.ordinal() + 1L, LabelKind.values().length);
        }
        return new Unit.Labelled(unit.serial());
    }
}
