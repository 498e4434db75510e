package dev.sealbench.ui.badinput;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the repository is.
final class Repository {

    private Repository() {}

    static Path file(String relative) {
        return root().resolve(relative);
    }

    private static Path root() {
        var named = System.getProperty("sealbench.root");
        if (named != null) {
            return Path.of(named);
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("device-link/protocol"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside the repository: set sealbench.root");
    }
}
