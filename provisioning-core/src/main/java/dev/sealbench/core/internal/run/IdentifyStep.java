package dev.sealbench.core.internal.run;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.internal.document.Decisions.Trial;
import dev.sealbench.core.internal.journal.JournalEntry.ConfirmIntended;
import dev.sealbench.core.internal.journal.JournalEntry.RevertIntended;
import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.Program;
import java.util.Arrays;

/// Finds out what is plugged in and where it stands: what the charger says of itself against what the
/// journal knows.
final class IdentifyStep {

    private IdentifyStep() {}

    static Unit.Identified take(Unit.Scanned unit, Run run) throws StepFailure {
        var hello = hello(run);
        requireOurBoard(hello, unit.plan().workOrder(), run.bench());
        return switch (hello.lifecycle()) {
            case BLANK -> blank(unit, hello, run);
            case TRIAL -> trial(unit, hello, run);
            case LOCKED -> locked(unit, hello, run);
            case UNKNOWN -> throw new StepFailure(Step.IDENTIFY, Fault.CHARGER_MISBEHAVED, "no lifecycle in hello");
        };
    }

    private static Hello hello(Run run) throws StepFailure {
        try {
            // a charger that was plugged in a moment ago still boots
            return run.link().awaitHello(Trials.RESTART);
        } catch (LinkException e) {
            throw Failures.of(Step.IDENTIFY, e, Fault.CHARGER_MISBEHAVED);
        }
    }

    /// The charger's ROM, board and vendor are as configuration and work order want them.
    static void requireOurBoard(Hello hello, WorkOrder workOrder, Bench bench) throws StepFailure {
        var rom = Digest.of(hello.romSha256()).hex();
        if (!bench.config().romSha256().contains(rom)) {
            throw new StepFailure(Step.IDENTIFY, Fault.FOREIGN_ROM, "ROM " + rom);
        }
        if (hello.boardId().length == 0
                || !hello.board().equals(bench.config().board())
                || hello.hardwareRevision() != workOrder.hardwareRevision()) {
            throw new StepFailure(
                    Step.IDENTIFY,
                    Fault.FOREIGN_BOARD,
                    "board %s, revision %d".formatted(hello.board(), hello.hardwareRevision()));
        }
        var board = Plan.board(hello, bench.vendorRoot());
        if (!Arrays.equals(board.digest(), hello.factoryDataSha256())) {
            throw new StepFailure(Step.IDENTIFY, Fault.FOREIGN_BOARD, "its factory data are not our vendor's");
        }
    }

    /// BLANK is only a word until the TPM proved to be this unit's; before that nothing is given up for it.
    private static Unit.Identified blank(Unit.Scanned unit, Hello hello, Run run) throws StepFailure {
        if (run.state().isConfirmIntended()) {
            throw new StepFailure(Step.IDENTIFY, Fault.LOCK_NOT_HELD, "it was told to lock and says that it is blank");
        }
        var tpm = new Genuineness(run, unit).prove();
        boolean kept = false;
        try {
            if (run.state().acknowledged().isPresent() || run.state().decision().isPresent()) {
                Trials.voidCredentials(run, "the charger is blank again");
            }
            kept = true;
        } finally {
            if (!kept) {
                tpm.close();
            }
        }
        return new Unit.Identified(unit, ChipId.of(tpm.ek().name()), hello, new Unit.Standing.Blank(tpm));
    }

    private static Unit.Identified trial(Unit.Scanned unit, Hello hello, Run run) throws StepFailure {
        var trial = new Trial(hello.orderDigest(), hello.trialId());
        if (run.state().isVoidOrder(Digest.of(hello.orderDigest()))) {
            // its credentials were given up while it only seemed to be blank; it can never be confirmed any more
            return blank(unit, Trials.revertVoid(trial, run), run);
        }
        var chip = requireOurOrder(unit, hello, run);
        var decision = run.state().decision(Octets.of(hello.trialId()));
        if (decision.isPresent() && decision.get() instanceof RevertIntended) {
            return blank(unit, Trials.revert(trial, run, "the revert of an earlier run was finished"), run);
        }
        if (hello.program() != Program.APPLICATION) {
            Trials.revert(trial, run, "the trial does not boot: " + hello.notBootedReason());
            throw new StepFailure(Step.IDENTIFY, Fault.REVERTED, "it did not boot: " + hello.notBootedReason());
        }
        return new Unit.Identified(unit, chip, hello, new Unit.Standing.InTrial(trial));
    }

    private static Unit.Identified locked(Unit.Scanned unit, Hello hello, Run run) throws StepFailure {
        var chip = requireOurOrder(unit, hello, run);
        var decision = run.state().decision(Octets.of(hello.trialId()));
        if (decision.isEmpty() || !(decision.get() instanceof ConfirmIntended)) {
            throw new StepFailure(Step.IDENTIFY, Fault.FOREIGN_ORDER, "this station never confirmed its trial");
        }
        if (hello.program() != Program.APPLICATION) {
            throw new StepFailure(
                    Step.IDENTIFY, Fault.DOES_NOT_BOOT, hello.notBootedReason().toString());
        }
        var trial = new Trial(hello.orderDigest(), hello.trialId());
        return new Unit.Identified(unit, chip, hello, new Unit.Standing.IsLocked(trial));
    }

    /// The charger's serial, chip and order must be those of this unit's journal; the receipt will prove them.
    private static ChipId requireOurOrder(Unit.Scanned unit, Hello hello, Run run) throws StepFailure {
        if (!hello.serial().equals(unit.serial().text())) {
            throw new StepFailure(Step.IDENTIFY, Fault.OTHER_UNIT, "connected is " + hello.serial());
        }
        var chip = run.state().chip();
        if (chip.isEmpty() || !chip.get().chip().equals(ChipId.of(hello.ekName()))) {
            throw new StepFailure(Step.IDENTIFY, Fault.FOREIGN_ORDER, "it names another chip");
        }
        if (run.state().order(Digest.of(hello.orderDigest())).isEmpty()) {
            throw new StepFailure(Step.IDENTIFY, Fault.FOREIGN_ORDER, "order " + Digest.of(hello.orderDigest()));
        }
        var acknowledged = run.state().acknowledged();
        if (acknowledged.isPresent() && !acknowledged.get().trialId().equals(Octets.of(hello.trialId()))) {
            throw new StepFailure(Step.IDENTIFY, Fault.FOREIGN_ORDER, "it names another trial");
        }
        return chip.get().chip();
    }
}
