package dev.sealbench.link.internal.line;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Cuts a blocked write, because ports know no write time-out. One owner thread guards; `close` from any thread.
final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;
    private final Duration patience;
    private final Runnable cut;

    /// Runs `cut` on a thread of its own when a guarded action lasts longer than `patience`.
    Watchdog(String name, Duration patience, Runnable cut) {
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        this.timer.setRemoveOnCancelPolicy(true);
        this.patience = patience;
        this.cut = cut;
    }

    /// Something that writes.
    interface Write {
        void run() throws java.io.IOException;
    }

    void guard(Write write) throws java.io.IOException {
        var alarm = timer.schedule(cut, patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            write.run();
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
