package dev.sealbench.vault;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that the repository lies in, for tests that read what all parts share.
public final class ProjectRoot {

    private ProjectRoot() {}

    /// A file of the repository, by its path from the root.
    public static Path file(String path) {
        var named = System.getProperty("sealbench.root");
        return (named != null ? Path.of(named) : above(Path.of("").toAbsolutePath())).resolve(path);
    }

    private static Path above(Path folder) {
        for (var candidate = folder; candidate != null; candidate = candidate.getParent()) {
            if (Files.isDirectory(candidate.resolve("device-link/protocol"))) {
                return candidate;
            }
        }
        throw new IllegalStateException("no folder above " + folder + " is the repository");
    }
}
