package dev.sealbench.core.internal.export;

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

/// Checks, or other work, that all processors do some ahead of who takes what was found. It is taken in the order in
/// which it was begun: what is named as the first wrong thing does not depend on chance.
///
/// One thread begins and takes.
///
/// @param <T> what a check finds
/// @param <X> how it says that something is wrong, beside what it cannot read
public final class Ahead<T, X extends Exception> implements AutoCloseable {

    private static final int IN_FLIGHT = 256;

    private final int inFlightMost;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Deque<Future<T>> inFlight = new ArrayDeque<>();
    private final Class<X> wrong;

    public Ahead(Class<X> wrong) {
        this(wrong, IN_FLIGHT);
    }

    /// @param inFlightMost how many are begun and not taken before [#isFull]
    public Ahead(Class<X> wrong, int inFlightMost) {
        this.wrong = wrong;
        this.inFlightMost = inFlightMost;
    }

    /// Begins another check; its exceptions come out of [#take].
    public void begin(Callable<T> check) {
        inFlight.add(workers.submit(check));
    }

    /// What is wrong with what was begun before comes first.
    public void fail(X found) {
        inFlight.add(CompletableFuture.failedFuture(found));
    }

    /// Whether all was taken.
    public boolean isEmpty() {
        return inFlight.isEmpty();
    }

    /// Whether something has to be taken before more is begun.
    public boolean isFull() {
        return inFlight.size() >= inFlightMost;
    }

    /// What the oldest check found; waits for it.
    ///
    /// @throws X what it threw, or was told to [#fail] with
    public T take() throws IOException, X {
        try {
            return inFlight.remove().get();
        } catch (ExecutionException e) {
            var cause = e.getCause();
            if (wrong.isInstance(cause)) {
                throw wrong.cast(cause);
            }
            switch (cause) {
                case IOException unreadable -> throw unreadable;
                case UncheckedIOException unreadable -> throw unreadable.getCause();
                default -> throw new IllegalStateException(cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Begins nothing more and waits for what is at work: nobody writes into a folder that is then removed. Nobody is
    /// interrupted, also when who closes was: H2 closes the files of a database under a reader that is interrupted.
    @Override
    public void close() {
        inFlight.forEach(each -> each.cancel(false));
        boolean interrupted = Thread.interrupted(); // else ExecutorService.close passes it on
        try {
            workers.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
