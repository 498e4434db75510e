package dev.sealbench.ui.window.line;

import dev.sealbench.core.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How long the steps of the last units took here: the median, so that one unit that stood still does not count.
/// Forgets
/// with the process. Safe to share between threads.
public final class LearnedDurations {

    private static final int REMEMBERED = 15;

    private final Map<Step, Deque<Long>> lastMillis = new EnumMap<>(Step.class);

    /// Takes what a step took.
    public synchronized void add(Step step, long millis) {
        var last = lastMillis.computeIfAbsent(step, _ -> new ArrayDeque<>());
        last.addLast(millis);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    /// The median of each step that was seen.
    public synchronized Map<Step, Duration> typical() {
        return lastMillis.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> median(entry.getValue())));
    }

    private static Duration median(Deque<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        return Duration.ofMillis(sorted.get(sorted.size() / 2));
    }
}
