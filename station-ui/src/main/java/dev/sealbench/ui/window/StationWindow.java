package dev.sealbench.ui.window;

import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.line.LineFacts;
import dev.sealbench.ui.window.login.SignedIn;
import dev.sealbench.ui.window.shell.Shell;
import dev.sealbench.ui.window.shell.StationFacts;
import dev.sealbench.ui.window.shell.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The windows with their stage.
public final class StationWindow {

    private static final Logger LOG = LoggerFactory.getLogger(StationWindow.class);
    private static final Duration TICK = Duration.millis(500);
    private static final double LEAST_WIDTH = 1_024;
    private static final double LEAST_HEIGHT = 720;

    private final StationAdapter station;
    private final Look look;
    private final Clock clock;

    /// What is known before the window opens: nothing blocks the FX thread.
    private record Start(StationFacts facts, LineFacts line, boolean firstStart, Optional<SignedIn> person) {}

    private StationWindow(StationAdapter station, Look look, Clock clock) {
        this.station = station;
        this.look = look;
        this.clock = clock;
    }

    /// Opens the window and returns when it was closed, which it cannot be while a run goes on. The last
    /// window of the process: the JavaFX toolkit does not start twice.
    ///
    /// @param choices where language and theme are kept
    /// @param person who has signed in already
    /// @throws StationException when the books cannot be read, or there is no screen
    public static void showAndWait(StationAdapter station, Path choices, Clock clock, Optional<SignedIn> person)
            throws StationException {
        var start = new Start(station.facts(), station.line(), station.people().isFirstStart(), person);
        try {
            Toolkit.<Void>await(closed -> new StationWindow(station, Look.keptIn(choices), clock).show(start, closed));
        } finally {
            Platform.exit();
        }
    }

    private void show(Start start, CompletableFuture<Void> closed) {
        var pages = new StationPages(station, start.line(), clock, look);
        var line = pages.line();
        var surroundings = new Surroundings(station, start.facts(), look, clock, line.counts());
        var shell = new Shell(surroundings, pages.all(), start.firstStart());
        pages.showOn(shell);
        start.person().ifPresent(shell::enter);
        var ticker = new Timeline(new KeyFrame(TICK, _ -> {
            shell.tick();
            line.tick();
        }));
        ticker.setCycleCount(Animation.INDEFINITE);
        ticker.play();
        stage(shell, () -> {
            ticker.stop();
            closed.complete(null);
        });
    }

    private static void stage(Shell shell, Runnable closed) {
        var stage = new Stage();
        stage.setTitle("Sealbench");
        stage.setScene(shell.scene());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setMaximized(true);
        stage.setOnCloseRequest(request -> {
            if (!shell.mayClose()) {
                request.consume();
            }
        });
        stage.setOnHidden(_ -> closed.run());
        stage.show();
        ProcessHandle.current()
                .info()
                .startInstant()
                .ifPresent(begun -> LOG.info(
                        "the windows stand {} ms after the program began",
                        java.time.Duration.between(begun, Instant.now()).toMillis()));
    }
}
