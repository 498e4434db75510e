package dev.sealbench.core.internal.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Checks that all processors work on, some ahead of who takes what was found, in the order in which they were begun:
/// what is named as the first wrong thing does not depend on chance.
///
/// One thread begins and takes.
///
/// @param <T> what a check finds
final class Ahead<T> implements AutoCloseable {

    private static final int IN_FLIGHT = 256;

    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Deque<Future<T>> inFlight = new ArrayDeque<>();

    void begin(Callable<T> check) {
        inFlight.add(workers.submit(check));
    }

    /// What is wrong with what was begun before comes first.
    void fail(WrongExport wrong) {
        inFlight.add(CompletableFuture.failedFuture(wrong));
    }

    boolean isEmpty() {
        return inFlight.isEmpty();
    }

    /// Whether something has to be taken before more is begun.
    boolean isFull() {
        return inFlight.size() >= IN_FLIGHT;
    }

    /// What the oldest check found; waits for it.
    T take() throws IOException, WrongExport {
        try {
            return inFlight.remove().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case WrongExport wrong -> throw wrong;
                case IOException unreadable -> throw unreadable;
                case UncheckedIOException unreadable -> throw unreadable.getCause();
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Ends without waiting for what was begun.
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
