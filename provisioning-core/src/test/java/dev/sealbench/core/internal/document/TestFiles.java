package dev.sealbench.core.internal.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Finds the repository and runs the tools that judge our results.
public final class TestFiles {

    private TestFiles() {}

    /// The repository's root: property `sealbench.root`, or the folder above that has the contract.
    public static Path root() {
        var property = System.getProperty("sealbench.root");
        if (property != null && Files.isDirectory(Path.of(property, "device-link", "protocol"))) {
            return Path.of(property);
        }
        var folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("device-link/protocol"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /// The lines of a shared vector file that are not comments.
    public static List<String> vectors(String name) throws IOException {
        var lines = Files.readAllLines(
                        root().resolve("device-link/protocol/vectors").resolve(name))
                .stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        if (lines.isEmpty()) {
            throw new IOException(name + " has no vectors");
        }
        return lines;
    }

    /// Runs a command in `folder`; answers its exit code and what it printed.
    public static Ran run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output, Arrays.asList(command));
    }

    /// How a command ended.
    public record Ran(int exitCode, String output, List<String> command) {}
}
