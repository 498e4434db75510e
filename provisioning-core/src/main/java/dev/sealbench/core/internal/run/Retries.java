package dev.sealbench.core.internal.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// Does a piece of work again and again until it is done, in a thread of its own. The pauses grow, and differ from
/// station to station: else all of a plant come back to their database at the same moment.
///
/// Safe to share between threads.
final class Retries implements AutoCloseable {

    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 20_000;

    /// How long closing waits for work that is under way.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BooleanSupplier done;
    private final Runnable work;

    /// Guarded by this object, as is `closed`.
    private Optional<Thread> thread = Optional.empty();

    private boolean closed;

    /// @param done whether nothing is left to do; asked while this object is locked
    /// @param work must not throw
    Retries(BooleanSupplier done, Runnable work) {
        this.done = done;
        this.work = work;
    }

    /// There is something to do; nothing happens when it is being done.
    synchronized void begin() {
        if (thread.isEmpty() && !closed) {
            thread = Optional.of(Thread.ofVirtual().name("backlog").start(this::run));
        }
    }

    private void run() {
        for (long pause = FIRST_PAUSE_MS; !isOver(); pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            pause(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
            if (!isOver()) {
                work.run();
            }
        }
    }

    private synchronized boolean isOver() {
        boolean over = closed || done.getAsBoolean();
        if (over && !closed) {
            thread = Optional.empty();
        }
        return over;
    }

    /// Ends early when this is closed. Never interrupted: H2 loses its file over an interrupt.
    private synchronized void pause(long milliseconds) {
        long ends = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
        try {
            for (long left = ends - System.nanoTime(); left > 0 && !closed; left = ends - System.nanoTime()) {
                wait(1 + left / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Begins nothing any more, and waits for what was begun.
    @Override
    public void close() {
        Optional<Thread> last;
        synchronized (this) {
            closed = true;
            last = thread;
            notifyAll();
        }
        try {
            if (last.isPresent()) {
                last.get().join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
