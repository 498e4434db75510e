package dev.sealbench.ui.window.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Step;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void aRunHasNineStepsAndTheLastOneMakesLabels() {
        assertThat(Progress.STEPS).isEqualTo(9);
        assertThat(Progress.begun(Step.LABEL).number()).isEqualTo(9);
    }

    @Test
    void halfOfTheBurnIsHalfOfItsStep() {
        assertThat(new Progress(Step.BURN, 512, 1_024).inside()).isEqualTo(0.5);
    }

    @Test
    void aStepThatCountsNothingStandsAtItsBeginning() {
        assertThat(Progress.begun(Step.BURN).inside()).isZero();
    }

    @Test
    void aCountBeyondItsTotalDoesNotRunIntoTheNextStep() {
        assertThat(new Progress(Step.BURN, 2_000, 1_024).inside()).isEqualTo(1);
        assertThat(new Progress(Step.BURN, -1, 1_024).inside()).isZero();
    }
}
