package dev.sealbench.ui.window.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Step;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnedDurationsTest {

    private final LearnedDurations learned = new LearnedDurations();

    @Test
    void oneUnitThatStoodStillDoesNotCount() {
        learned.add(Step.BURN, 30_000);
        learned.add(Step.BURN, 900_000);
        learned.add(Step.BURN, 31_000);

        assertThat(learned.typical()).isEqualTo(Map.of(Step.BURN, Duration.ofSeconds(31)));
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        for (int i = 0; i < 15; i++) {
            learned.add(Step.KEY, 1_000);
        }
        for (int i = 0; i < 15; i++) {
            learned.add(Step.KEY, 5_000);
        }
        assertThat(learned.typical()).containsEntry(Step.KEY, Duration.ofSeconds(5));
    }
}
