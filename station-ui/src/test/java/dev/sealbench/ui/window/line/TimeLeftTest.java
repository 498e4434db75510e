package dev.sealbench.ui.window.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private final Map<Step, Duration> typical = new EnumMap<>(Step.class);

    TimeLeftTest() {
        for (var step : Step.values()) {
            typical.put(step, Duration.ofSeconds(10));
        }
    }

    @Test
    void halfOfTheBurnAndTheSixStepsAfterItAreLeft() {
        assertThat(new TimeLeft(typical).of(new Progress(Step.BURN, 1, 2), Duration.ofSeconds(90)))
                .contains(Duration.ofSeconds(65));
    }

    @Test
    void aStepThatCountsNothingIsMeasuredByTheClock() {
        assertThat(new TimeLeft(typical).of(Progress.begun(Step.LABEL), Duration.ofSeconds(4)))
                .contains(Duration.ofSeconds(6));
    }

    @Test
    void aStepThatTakesLongerThanUsualHasNothingLeftRatherThanLessThanNothing() {
        assertThat(new TimeLeft(typical).of(Progress.begun(Step.LABEL), Duration.ofSeconds(44)))
                .contains(Duration.ZERO);
    }

    @Test
    void nothingIsToldWhileAStepThatIsToComeWasNeverSeen() {
        typical.remove(Step.LOCK);

        assertThat(new TimeLeft(typical).of(Progress.begun(Step.BURN), Duration.ZERO))
                .isEmpty();
        assertThat(new TimeLeft(typical).of(Progress.begun(Step.RECORD), Duration.ZERO))
                .isPresent();
    }
}
