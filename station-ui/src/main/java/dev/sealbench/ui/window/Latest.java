package dev.sealbench.ui.window;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Hands the newest value from a run's thread to the FX thread. Values that come faster than they are drawn are
/// skipped, so a fast burn never fills the FX queue; the last one always arrives.
///
/// Safe to share between threads.
public final class Latest<T> {

    private final AtomicReference<T> waiting = new AtomicReference<>();
    private final Executor receivingThread;
    private final Consumer<T> receiver;

    /// @param receivingThread runs one task after the other, such as `Platform::runLater`
    public Latest(Executor receivingThread, Consumer<T> receiver) {
        this.receivingThread = receivingThread;
        this.receiver = receiver;
    }

    /// Returns at once.
    public void offer(T value) {
        if (waiting.getAndSet(value) == null) {
            receivingThread.execute(() -> receiver.accept(waiting.getAndSet(null)));
        }
    }
}
