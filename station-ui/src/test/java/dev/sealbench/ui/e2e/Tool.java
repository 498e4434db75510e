package dev.sealbench.ui.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs programs of the machine to their end: openssl, tpm2-tools, cp.
final class Tool {

    private Tool() {}

    /// What a program said, errors included, and its exit code.
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// Runs `command` in `folder` with `environment` added to ours.
    static Result run(Path folder, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(ended(process), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for a process on this very thread: `onExit` would need a free one of the common pool.
    ///
    /// @return its exit code
    static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Runs a program that may fail.
    static Result run(Path folder, String... command) {
        return run(folder, Map.of(), List.of(command));
    }

    /// Runs a program that must succeed.
    ///
    /// @return what it said
    /// @throws IllegalStateException with what it said when it failed
    static String must(Path folder, String... command) {
        var result = run(folder, command);
        if (!result.succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
        return result.output();
    }
}
