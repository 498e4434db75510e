package dev.sealbench.ui.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs programs of the machine to their end: openssl, tpm2-tools, cp, the station.
public final class Tool {

    private Tool() {}

    /// What a program left.
    ///
    /// @param out standard output
    /// @param err standard error
    public record Result(int exitCode, String out, String err) {

        /// Whether it says of itself that all went well.
        public boolean succeeded() {
            return exitCode == 0;
        }

        /// All that it said: what went well, then what did not.
        public String output() {
            return out + err;
        }
    }

    /// Runs `command` in `folder` with `environment` added to ours.
    public static Result run(Path folder, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return run(builder);
    }

    /// Runs a program that may fail.
    public static Result run(Path folder, String... command) {
        return run(folder, Map.of(), List.of(command));
    }

    /// Runs what `builder` starts, with nothing on its standard input.
    public static Result run(ProcessBuilder builder) {
        try {
            var process = builder.start();
            process.getOutputStream().close();
            // on a thread of its own: a program that fills one stream waits until somebody reads it
            var err = new FutureTask<>(() -> text(process.getErrorStream()));
            Thread.ofPlatform().start(err);
            var out = text(process.getInputStream());
            return new Result(ended(process), out, err.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for a process on this very thread: `onExit` would need a free one of the common pool.
    ///
    /// @return its exit code
    public static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Runs a program that must succeed.
    ///
    /// @return what it said
    /// @throws IllegalStateException with what it said when it failed
    public static String must(Path folder, String... command) {
        var result = run(folder, command);
        if (!result.succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
        return result.output();
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
