package dev.sealbench.core.internal.run;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.journal.JournalEntry.LabelDone;
import dev.sealbench.core.internal.journal.JournalEntry.LabelIntended;

/// Makes the three labels of a unit. A print that was begun and not finished is made again, and both are counted.
final class LabelStep {

    private LabelStep() {}

    static Unit.Labelled take(Unit.Recorded unit, Run run) throws StepFailure {
        var labels = new Labels(run.bench());
        for (var kind : LabelKind.values()) {
            if (run.state().isLabelDone(kind)) {
                continue;
            }
            boolean again = labels.wasBegun(unit.serial(), kind);
            var print = labels.begin(unit.serial(), kind, again ? "the print before was interrupted" : "");
            run.note(Step.LABEL, new LabelIntended(kind, print.copy()));
            labels.make(print);
            run.note(Step.LABEL, new LabelDone(kind, print.copy()));
            run.listener().progress(Step.LABEL, kind.ordinal() + 1L, LabelKind.values().length);
        }
        return new Unit.Labelled(unit.serial());
    }
}
