package dev.sealbench.link.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files below `device-link/protocol`, which the tests of both sides read.
public final class Vectors {

    private static final Path PROTOCOL = Path.of("device-link", "protocol");

    private Vectors() {}

    /// The whole text of `name`, "status.list" or "vectors/frames.txt".
    public static String text(String name) throws IOException {
        return Files.readString(root().resolve(PROTOCOL).resolve(name));
    }

    /// Lines of `name` without comments and blanks, split at `|`, each part trimmed.
    public static List<List<String>> rows(String name) throws IOException {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split("\\|", -1)).stream()
                        .map(String::trim)
                        .toList())
                .toList();
    }

    private static Path root() {
        var given = System.getProperty("sealbench.root");
        if (given != null && Files.isDirectory(Path.of(given).resolve(PROTOCOL))) {
            return Path.of(given);
        }
        var folder = Path.of(System.getProperty("user.dir"));
        while (!Files.isDirectory(folder.resolve(PROTOCOL))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
