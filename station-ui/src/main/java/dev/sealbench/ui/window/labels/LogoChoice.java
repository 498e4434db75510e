package dev.sealbench.ui.window.labels;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The system's own dialog for the picture of a logo. FX thread only.
public final class LogoChoice {

    private LogoChoice() {}

    /// @return empty when the person chose none
    public static Optional<Path> ask(Window window) {
        var chooser = new FileChooser();
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        "PNG, JPEG, GIF, BMP", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp"));
        return Optional.ofNullable(chooser.showOpenDialog(window)).map(File::toPath);
    }
}
