package dev.sealbench.ui.window;

import dev.sealbench.core.StationException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
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

    /// Opens the window and returns when it was closed, which it cannot be while a run goes on. The last
    /// window of the process: the JavaFX toolkit does not start twice.
    ///
    /// @throws StationException when the books cannot be read, or there is no screen
    public static void showAndWait(Provisioning station, Clock clock) throws StationException {
        var header = station.header();
        var text = new WindowText(Locale.getDefault());
        try {
            Toolkit.<Void>await(closed -> show(new BenchScreen(station, header, clock, text), text, closed));
        } finally {
            Platform.exit();
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
