package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Starts JavaFX where it does not run yet, and waits for what a window answers.
final class Toolkit {

    private Toolkit() {}

    /// Runs `work` on the FX thread and waits until it, or a window that it opened, completes the answer.
    ///
    /// @throws StationException when there is no screen
    static <T> T await(Consumer<CompletableFuture<T>> work) throws StationException {
        var answer = new CompletableFuture<T>();
        run(() -> {
            try {
                work.accept(answer);
            } catch (RuntimeException e) {
                // thrown here it would only be printed, and the caller would wait for a window that never was
                answer.completeExceptionally(e);
            }
        });
        return answer.join();
    }

    private static void run(Runnable work) throws StationException {
        try {
            Platform.startup(work);
            Platform.setImplicitExit(false); // the window after the first one needs the toolkit, too
        } catch (UnsupportedOperationException e) {
            throw new StationException(Fault.CONFIGURATION, "no screen for the window: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            Platform.runLater(work); // it runs already
        }
    }
}
