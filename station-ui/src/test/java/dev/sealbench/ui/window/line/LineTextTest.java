package dev.sealbench.ui.window.line;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.WindowText;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineTextTest {

    private final LineText english = new LineText(new WindowText(Locale.ENGLISH));

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultSaysInEveryLanguageWhatToDoNextAsASentence(Fault fault) {
        for (var locale : WindowText.LANGUAGES) {
            var text = new LineText(new WindowText(locale));
            var outcome = ScriptedLine.failed(unit(1), Step.SCAN, fault);
            assertThat(text.next(outcome)).matches("\\p{Lu}.+\\.");
            assertThat(text.what(outcome)).contains(Integer.toString(fault.code()));
        }
    }

    @Test
    void whoHasToActDecidesTheWord() {
        assertThat(verdict(Fault.TPM_NOT_GENUINE)).isEqualTo(Verdict.REJECT);
        assertThat(verdict(Fault.PORT_ABSENT)).isEqualTo(Verdict.STATION_FAULT);
        assertThat(verdict(Fault.SERIAL_FINISHED)).isEqualTo(Verdict.REFUSED);
        assertThat(Verdict.of(ScriptedLine.stopped(unit(1), Step.BURN, UnitState.IDENTIFIED)))
                .isEqualTo(Verdict.STOPPED);
        assertThat(Verdict.of(ScriptedLine.passed(unit(1)))).isEqualTo(Verdict.PASS);
    }

    @Test
    void aStoppedUnitSaysWhatStateItIsIn() {
        assertThat(english.next(ScriptedLine.stopped(unit(1), Step.BURN, UnitState.IDENTIFIED)))
                .contains("blank");
        assertThat(english.next(ScriptedLine.stopped(unit(1), Step.ATTEST, UnitState.ORDERED)))
                .contains("trial");
        assertThat(english.next(ScriptedLine.stopped(unit(1), Step.RECORD, UnitState.LOCKED)))
                .contains("locked for good");
        for (var left : UnitState.values()) {
            for (var locale : WindowText.LANGUAGES) {
                assertThat(new LineText(new WindowText(locale)).next(ScriptedLine.stopped(unit(1), Step.SCAN, left)))
                        .matches("\\p{Lu}.+\\.");
            }
        }
    }

    @Test
    void theBurnIsCountedInKibibytesAndTheKeysInParts() {
        assertThat(english.inside(new Progress(Step.BURN, 524_288, 1_048_576))).isEqualTo("512 of 1,024 KiB");
        assertThat(english.inside(new Progress(Step.KEY, 3, 8))).isEqualTo("3 of 8");
        assertThat(english.inside(Progress.begun(Step.LOCK))).isEmpty();
    }

    @Test
    void timeLeftGoesInStepsOfFiveSecondsAndNeverSaysNothing() {
        assertThat(english.left(Duration.ofSeconds(61))).isEqualTo("1:05 left");
        assertThat(english.left(Duration.ZERO)).isEqualTo("a moment");
    }

    @Test
    void aRefusalOfAUnitThatRunsNamesUnitAndSlot() {
        assertThat(english.of(new ScanAnswer.AlreadyHere(12, unit(1), true)))
                .contains(unit(1).printed(), "slot 12", "Wait");
    }

    @Test
    void elapsedTimeIsMinutesAndSeconds() {
        assertThat(english.elapsed(Duration.ofSeconds(187))).isEqualTo("3:07");
        assertThat(english.elapsed(Duration.ofSeconds(-1))).isEqualTo("0:00");
    }

    private static Verdict verdict(Fault fault) {
        return Verdict.of(ScriptedLine.failed(unit(1), Step.SCAN, fault));
    }
}
