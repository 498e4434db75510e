package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Step;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void aRunHasNineStepsAndTheLastOneMakesLabels() {
        assertThat(Progress.STEPS).isEqualTo(9);
        assertThat(Progress.begun(Step.LABEL).number()).isEqualTo(9);
        assertThat(new Progress(Step.LABEL, 3, 3).fraction()).isEqualTo(1.0);
    }

    @Test
    void halfOfTheBurnIsTwoStepsAndAHalf() {
        assertThat(new Progress(Step.BURN, 512, 1_024).fraction()).isEqualTo(2.5 / 9);
    }

    @Test
    void aStepThatCountsNothingStandsAtItsBeginning() {
        assertThat(Progress.begun(Step.BURN).fraction()).isEqualTo(2.0 / 9);
    }

    @Test
    void aCountBeyondItsTotalDoesNotRunIntoTheNextStep() {
        assertThat(new Progress(Step.BURN, 2_000, 1_024).fraction()).isEqualTo(3.0 / 9);
        assertThat(new Progress(Step.BURN, -1, 1_024).fraction()).isEqualTo(2.0 / 9);
    }
}
