package dev.sealbench.ui.window;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/// Watches for how long the FX thread computes at a stretch, style, layout and what it hands to drawing included:
/// its own processor time between two tasks of ours that do nothing and follow each other as fast as it takes them.
/// So a key that is pressed at the worst moment waits that long, on a computer that does nothing else. Close it.
final class FxWatch implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_MILLI = 1e6;

    private final Semaphore taken = new Semaphore(0);
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong whole = new AtomicLong();
    private final Thread asking = new Thread(this::ask, "fx-watch");
    private volatile boolean over;
    private long last;

    FxWatch() {
        Fx.run(() -> last = THREADS.getCurrentThreadCpuTime());
        asking.start();
    }

    private void ask() {
        while (!over) {
            Platform.runLater(this::look);
            taken.acquireUninterruptibly();
        }
    }

    private void look() {
        long now = THREADS.getCurrentThreadCpuTime();
        longest.accumulateAndGet(now - last, Math::max);
        whole.addAndGet(now - last);
        last = now;
        taken.release();
    }

    /// Milliseconds at a stretch, at most, since the last call.
    double longestMillis() {
        return longest.getAndSet(0) / NANOS_PER_MILLI;
    }

    /// Milliseconds since the last call.
    double wholeMillis() {
        return whole.getAndSet(0) / NANOS_PER_MILLI;
    }

    @Override
    public void close() {
        over = true;
        try {
            asking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
