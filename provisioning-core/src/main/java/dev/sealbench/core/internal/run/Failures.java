package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.LinkException.ChargerSilent;
import dev.sealbench.link.LinkException.LineUnusable;
import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.Status;

/// Says in the words of the station what link and vault report.
final class Failures {

    private Failures() {}

    /// @param refused what a refusal by the charger means in this step
    static StepFailure of(Step step, LinkException failure, Fault refused) {
        return new StepFailure(step, faultOf(failure, refused), failure.getMessage(), failure);
    }

    private static Fault faultOf(LinkException failure, Fault refused) {
        return switch (failure) {
            case PortUnavailable port -> ofPort(port);
            case ChargerSilent _ -> Fault.CHARGER_SILENT;
            case LineUnusable _ -> Fault.LINE_UNUSABLE;
            case ChargerMisbehaved _ -> Fault.CHARGER_MISBEHAVED;
            case ChargerRefused charger -> ofRefusal(charger.status(), refused);
        };
    }

    private static Fault ofPort(PortUnavailable port) {
        return switch (port.reason()) {
            case ABSENT -> Fault.PORT_ABSENT;
            case AMBIGUOUS -> Fault.PORT_AMBIGUOUS;
            case BUSY -> Fault.PORT_BUSY;
            case DENIED -> Fault.PORT_DENIED;
            case GONE, STUCK, CLOSED -> Fault.PORT_GONE;
        };
    }

    private static Fault ofRefusal(Status status, Fault refused) {
        return switch (status) {
            case TPM_ABSENT, TPM_FAILURE, TPM_SELF_TEST -> Fault.TPM_FAILED;
            case TPM_TAMPERED, TPM_DIRTY, TPM_MISMATCH -> Fault.TPM_TAMPERED;
            case FACTORY_DATA -> Fault.FOREIGN_BOARD;
            case SELF_TEST_FAILED -> Fault.SELF_TEST_FAILED;
            default -> refused;
        };
    }
}
