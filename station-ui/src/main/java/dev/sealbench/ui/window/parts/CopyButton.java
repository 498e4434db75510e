package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// Copies what is no secret, and says so for a moment. FX thread only.
public final class CopyButton extends Button {

    private static final Duration MOMENT = Duration.seconds(2);

    private final FontIcon icon = Nodes.icon(Material2RoundAL.CONTENT_COPY);

    /// @param word on the button; empty for the icon alone
    /// @param spoken what a screen reader says
    /// @param content what is copied
    public CopyButton(WindowText text, String word, String spoken, Supplier<String> content) {
        setText(word);
        setGraphic(icon);
        getStyleClass().add("copy");
        setMinWidth(USE_PREF_SIZE);
        setAccessibleText(spoken);
        setOnAction(_ -> {
            var copied = new ClipboardContent();
            copied.putString(content.get());
            Clipboard.getSystemClipboard().setContent(copied);
            icon.setIconCode(Material2RoundAL.CHECK);
            setAccessibleText(text.get("parts.copied"));
            if (!word.isEmpty()) {
                setText(text.get("parts.copied"));
            }
            var moment = new PauseTransition(MOMENT);
            moment.setOnFinished(_ -> {
                icon.setIconCode(Material2RoundAL.CONTENT_COPY);
                setAccessibleText(spoken);
                setText(word);
            });
            moment.play();
        });
    }
}
