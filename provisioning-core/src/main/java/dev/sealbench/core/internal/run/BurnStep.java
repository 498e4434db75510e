package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.journal.JournalEntry.BurnDone;
import dev.sealbench.core.internal.journal.JournalEntry.BurnIntended;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.LinkException;

/// Burns the signed image into slot A of a blank charger and believes it only as read back.
///
/// In TRIAL and LOCKED there is nothing to burn: what runs is named by the order and proven by the receipt.
final class BurnStep {

    private BurnStep() {}

    static Unit.Burned take(Unit.Identified unit, Run run) throws StepFailure {
        if (unit.standing() instanceof Unit.Standing.Blank) {
            burn(unit.plan(), run);
        }
        return new Unit.Burned(unit);
    }

    private static void burn(Plan plan, Run run) throws StepFailure {
        var image = plan.release().image();
        run.note(Step.BURN, new BurnIntended(image, plan.release().version()));
        try {
            // the link compares the digest that the charger read back from its flash with that of these octets
            run.link()
                    .burn(
                            BurnTarget.IMAGE_SLOT_A,
                            run.bench().images().of(plan.image()),
                            (done, total) -> progress(run, done, total));
        } catch (StopBurn e) {
            throw new Stopped(Step.BURN, UnitState.IDENTIFIED, e.percent);
        } catch (LinkException e) {
            throw Failures.of(Step.BURN, e, Fault.BURN_REFUSED);
        }
        run.note(Step.BURN, new BurnDone(image));
    }

    private static void progress(Run run, long done, long total) {
        run.listener().progress(Step.BURN, done, total);
        if (done < total && run.listener().stopRequested()) {
            throw new StopBurn((int) (done * 100 / total));
        }
    }

    /// Carries a stop out of the link, between two blocks. What was burned stays, and is not sent again.
    private static final class StopBurn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int percent;

        StopBurn(int percent) {
            super(null, null, false, false);
            this.percent = percent;
        }
    }
}
