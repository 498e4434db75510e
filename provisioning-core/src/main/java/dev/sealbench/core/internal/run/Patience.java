package dev.sealbench.core.internal.run;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks what may never answer, such as a folder on a share: the operating system gives up on a server that is away
/// after minutes, or not at all. Stateless.
final class Patience {

    private Patience() {}

    /// What `question` answers within `limit`. One that takes longer is left behind in its thread.
    ///
    /// @param limit longer than a healthy share takes
    /// @throws IOException what `question` threw, or that it took too long
    static <T> T ask(Duration limit, Callable<T> question) throws IOException {
        var task = new FutureTask<>(question);
        // of the operating system's threads: a virtual one that hangs in a file takes one of the few that carry all
        Thread.ofPlatform().name("share").daemon().start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within %d s".formatted(limit.toSeconds()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
