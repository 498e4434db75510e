package dev.sealbench.link.testkit;

import dev.sealbench.link.LinkTimes;
import java.time.Duration;

/// Times for tests against [FakeLine].
public final class QuickTimes {

    /// Short, so that silence is cheap; longer than any scheduling hiccup seen.
    public static final LinkTimes QUICK = new LinkTimes(
            Duration.ofMillis(250),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMillis(90),
            Duration.ofMillis(400));

    private QuickTimes() {}
}
