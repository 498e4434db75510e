package dev.sealbench.ui.window;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Step;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WindowTextTest {

    private final WindowText text = new WindowText(Locale.ENGLISH);

    @Test
    void everyStepVerdictAndLabelHasItsWord() {
        for (var step : Step.values()) {
            assertThat(text.of(step)).as(step.name()).isNotBlank();
        }
        for (var verdict : Verdict.values()) {
            assertThat(text.of(verdict)).as(verdict.name()).isNotBlank();
        }
        for (var kind : LabelKind.values()) {
            assertThat(text.of(kind)).as(kind.name()).isNotBlank();
        }
    }

    @Test
    void everyFaultSaysWhatToDoNextAsASentence() {
        for (var fault : Fault.values()) {
            var outcome = ScriptedProvisioning.failed(unit(1), Step.SCAN, fault);

            assertThat(text.next(outcome)).as(fault.name()).matches("\\p{Lu}.+\\.");
            assertThat(text.what(outcome)).as(fault.name()).contains(Integer.toString(fault.code()));
        }
    }

    @Test
    void whoHasToActDecidesTheWord() {
        assertThat(verdict(Fault.TPM_NOT_GENUINE)).isEqualTo(Verdict.REJECT);
        assertThat(verdict(Fault.PORT_ABSENT)).isEqualTo(Verdict.STATION_FAULT);
        assertThat(verdict(Fault.SERIAL_FINISHED)).isEqualTo(Verdict.REFUSED);
        assertThat(Verdict.of(ScriptedProvisioning.passed(unit(1)))).isEqualTo(Verdict.PASS);
    }

    @Test
    void theBurnIsCountedInKibibytesAndTheKeysInParts() {
        assertThat(text.inside(new Progress(Step.BURN, 524_288, 1_048_576))).isEqualTo("512 of 1,024 KiB");
        assertThat(text.inside(new Progress(Step.KEY, 3, 8))).isEqualTo("3 of 8");
        assertThat(text.inside(Progress.begun(Step.LOCK))).isEmpty();
    }

    @Test
    void aRefusalOfAUnitThatRunsNamesUnitAndSlot() {
        assertThat(text.of(new ScanAnswer.AlreadyHere(12, unit(1), true)))
                .contains(unit(1).printed(), "slot 12", "Wait");
    }

    @Test
    void elapsedTimeIsMinutesAndSeconds() {
        assertThat(text.elapsed(Duration.ofSeconds(187))).isEqualTo("3:07");
        assertThat(text.elapsed(Duration.ofSeconds(-1))).isEqualTo("0:00");
    }

    private static Verdict verdict(Fault fault) {
        return Verdict.of(ScriptedProvisioning.failed(unit(1), Step.SCAN, fault));
    }
}
