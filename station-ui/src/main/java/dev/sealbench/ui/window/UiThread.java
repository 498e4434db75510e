package dev.sealbench.ui.window;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only way from other threads to the nodes, and the only way for what may block to leave the FX thread. It keeps
/// time: whatever holds the FX thread longer than [#LONGEST_MILLIS] is told to the log.
///
/// Safe to share between threads.
public final class UiThread {

    /// Milliseconds that a handler may take.
    public static final long LONGEST_MILLIS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(UiThread.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final AtomicLong LONGEST = new AtomicLong();
    private static volatile LongSupplier meter = System::nanoTime;

    private UiThread() {}

    /// Runs `work` on the FX thread, later.
    public static void post(Runnable work) {
        Platform.runLater(() -> timed("posted work", work));
    }

    /// Runs what may block on a thread of its own, then hands its result to the FX thread.
    ///
    /// @param failed takes what `work` threw
    public static <T> void away(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        Thread.ofVirtual().start(() -> {
            try {
                var result = work.call();
                post(() -> done.accept(result));
            } catch (Exception e) {
                post(() -> failed.accept(e));
            }
        });
    }

    /// Keeps time of all that the scene's input sets off.
    public static void watch(Scene scene) {
        var dispatcher = scene.getEventDispatcher();
        scene.setEventDispatcher((event, tail) -> {
            long begun = meter.getAsLong();
            try {
                return dispatcher.dispatchEvent(event, tail);
            } finally {
                note(event.getEventType().getName(), begun);
            }
        });
    }

    /// The longest time since the last call, milliseconds.
    public static long longestMillis() {
        return LONGEST.getAndSet(0) / NANOS_PER_MILLI;
    }

    /// Measures by another clock than the wall's, which on a busy computer also counts what others do. FX thread's, in
    /// nanoseconds.
    static void measureBy(LongSupplier other) {
        meter = other;
    }

    private static void timed(String what, Runnable work) {
        long begun = meter.getAsLong();
        try {
            work.run();
        } finally {
            note(what, begun);
        }
    }

    private static void note(String what, long begun) {
        long took = meter.getAsLong() - begun;
        LONGEST.accumulateAndGet(took, Math::max);
        if (took > LONGEST_MILLIS * NANOS_PER_MILLI) {
            LOG.warn("{} held the windows for {} ms", what, took / NANOS_PER_MILLI);
        }
    }
}
