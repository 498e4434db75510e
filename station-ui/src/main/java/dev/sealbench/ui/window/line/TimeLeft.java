package dev.sealbench.ui.window.line;

import dev.sealbench.core.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The time that a run still takes, if it goes as most of the last units did. Immutable.
///
/// @param typical how long each step took for most of the last units
record TimeLeft(Map<Step, Duration> typical) {

    /// Copies the map.
    TimeLeft {
        typical = Map.copyOf(typical);
    }

    /// Empty when a step that is still to come was never seen: no guess is made.
    ///
    /// @param inStep how long the step has gone on
    Optional<Duration> of(Progress progress, Duration inStep) {
        var left = Duration.ZERO;
        for (var step : Step.values()) {
            if (step.compareTo(progress.step()) < 0 || step.compareTo(Step.LABEL) > 0) {
                continue;
            }
            var whole = typical.get(step);
            if (whole == null) {
                return Optional.empty();
            }
            left = left.plus(step == progress.step() ? rest(whole, progress, inStep) : whole);
        }
        return Optional.of(left);
    }

    /// Inside a step that counts, by its count; else by the clock.
    private static Duration rest(Duration whole, Progress progress, Duration inStep) {
        if (progress.total() > 1) {
            return Duration.ofMillis(Math.round(whole.toMillis() * (1 - progress.inside())));
        }
        var rest = whole.minus(inStep);
        return rest.isNegative() || progress.inside() == 1 ? Duration.ZERO : rest;
    }
}
