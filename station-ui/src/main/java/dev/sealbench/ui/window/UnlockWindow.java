package dev.sealbench.ui.window;

import atlantafx.base.theme.PrimerLight;
import dev.sealbench.core.StationException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The small window that asks for the vault's passphrase before the station opens.
public final class UnlockWindow {

    private UnlockWindow() {}

    /// Asks and waits. What was typed is the caller's to wipe. JavaFX keeps a copy of its own in the field's
    /// memory
    /// until
    /// the window is collected; a terminal or `--pass-fd` leaves none.
    ///
    /// @param refusal why the last one did not open the vault, a sentence
    /// @return empty when the person closes the window
    /// @throws StationException when there is no screen
    public static Optional<char[]> ask(Optional<String> refusal) throws StationException {
        var text = new WindowText(Locale.getDefault());
        return Toolkit.await(answer -> show(text, refusal, answer));
    }

    private static void show(WindowText text, Optional<String> refusal, CompletableFuture<Optional<char[]>> answer) {
        var stage = new Stage();
        var pane = new UnlockPane(text, refusal, typed -> {
            answer.complete(Optional.of(typed));
            stage.close();
        });
        stage.setTitle("Sealbench");
        stage.setScene(scene(pane));
        stage.setResizable(false);
        stage.setOnHidden(_ -> answer.complete(Optional.empty())); // does nothing after an answer
        stage.show();
    }

    static Scene scene(UnlockPane pane) {
        var scene = new Scene(pane);
        scene.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets()
                .add(Objects.requireNonNull(UnlockWindow.class.getResource("window.css"))
                        .toExternalForm());
        return scene;
    }
}
