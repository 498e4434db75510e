package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The operator's window with its frame.
public final class StationWindow {

    private static final Duration TICK = Duration.millis(500);
    private static final double LEAST_WIDTH = 960;
    private static final double LEAST_HEIGHT = 640;

    private StationWindow() {}

    /// Opens the window and returns when it was closed, which it cannot be while a run goes on. Once per
    /// process: the
    /// JavaFX toolkit does not start twice.
    ///
    /// @throws StationException when the books cannot be read, or there is no screen
    public static void showAndWait(Provisioning station, Clock clock) throws StationException {
        var header = station.header();
        var text = new WindowText(Locale.getDefault());
        var closed = new CompletableFuture<Void>();
        try {
            Platform.startup(() -> open(() -> new BenchScreen(station, header, clock, text), text, closed));
        } catch (UnsupportedOperationException e) {
            throw new StationException(Fault.CONFIGURATION, "no screen for the window: " + e.getMessage(), e);
        }
        try {
            closed.join();
        } finally {
            Platform.exit();
        }
    }

    private static void open(Supplier<BenchScreen> maker, WindowText text, CompletableFuture<Void> closed) {
        try {
            show(maker.get(), text, closed);
        } catch (RuntimeException e) {
            // thrown here it would only be printed, and the caller would wait for a window that never was
            closed.completeExceptionally(e);
        }
    }

    private static void show(BenchScreen screen, WindowText text, CompletableFuture<Void> closed) {
        var ticker = new Timeline(new KeyFrame(TICK, _ -> screen.tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        ticker.play();
        var stage = new Stage();
        stage.setTitle(text.get("window.title"));
        stage.setScene(screen.scene());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setMaximized(true);
        stage.setOnCloseRequest(request -> {
            if (!screen.mayClose()) {
                request.consume();
            }
        });
        stage.setOnHidden(_ -> {
            ticker.stop();
            closed.complete(null);
        });
        stage.show();
    }
}
