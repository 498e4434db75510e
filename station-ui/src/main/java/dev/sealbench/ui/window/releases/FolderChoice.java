package dev.sealbench.ui.window.releases;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;

/// The system's own dialog for the folder of a release. FX thread only.
public final class FolderChoice {

    private FolderChoice() {}

    /// @return empty when the person chose none
    public static Optional<Path> ask(Window window) {
        return Optional.ofNullable(new DirectoryChooser().showDialog(window)).map(File::toPath);
    }
}
