package dev.sealbench.ui.window;

import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.line.LineFacts;
import dev.sealbench.ui.window.line.LinePage;
import dev.sealbench.ui.window.login.SignedIn;
import dev.sealbench.ui.window.people.PeoplePage;
import dev.sealbench.ui.window.settings.SettingsPage;
import dev.sealbench.ui.window.shell.Page;
import dev.sealbench.ui.window.shell.Shell;
import dev.sealbench.ui.window.shell.StationFacts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The windows with their stage.
public final class StationWindow {

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
        var line = new LinePage(station, start.line(), clock, look);
        var surroundings = new Shell.Surroundings(station, start.facts(), look, clock, line.counts());
        var shell = new Shell(surroundings, pages(line, station, look), start.firstStart());
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

    /// The pages in the order of the rail. A new page is one line here.
    private static List<Page> pages(LinePage line, StationAdapter station, Look look) {
        return List.of(line, new PeoplePage(station.peopleDesk()), new SettingsPage(station.settings(), look));
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
    }
}
