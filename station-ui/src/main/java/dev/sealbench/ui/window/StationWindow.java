package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The operator's window with its frame.
public final class StationWindow {

    private static final Duration TICK = Duration.millis(500);

    private StationWindow() {}

    /// Opens the window and returns when it was closed, which it cannot be while a run goes on. Once per process: the
    /// JavaFX toolkit does not start twice.
    ///
    /// @throws StationException when the books cannot be read, or there is no screen
    public static void showAndWait(Provisioning station, Clock clock) throws StationException {
        var header = station.header();
        var closed = new CountDownLatch(1);
        try {
            Platform.startup(
                    () -> open(new BenchScreen(station, header, clock, new WindowText(Locale.getDefault())), closed));
        } catch (UnsupportedOperationException e) {
            throw new StationException(Fault.CONFIGURATION, "no screen for the window: " + e.getMessage(), e);
        }
        await(closed);
        Platform.exit();
    }

    private static void open(BenchScreen screen, CountDownLatch closed) {
        Platform.setImplicitExit(false);
        var ticker = new Timeline(new KeyFrame(TICK, _ -> screen.tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        ticker.play();
        var stage = new Stage();
        stage.setTitle(new WindowText(Locale.getDefault()).get("window.title"));
        stage.setScene(screen.scene());
        stage.setMinWidth(960);
        stage.setMinHeight(640);
        stage.setMaximized(true);
        stage.setOnCloseRequest(request -> {
            if (!screen.mayClose()) {
                request.consume();
            }
        });
        stage.setOnHidden(_ -> {
            ticker.stop();
            closed.countDown();
        });
        stage.show();
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
