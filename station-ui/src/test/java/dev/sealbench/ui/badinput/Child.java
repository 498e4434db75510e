package dev.sealbench.ui.badinput;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Other programs, run to their end.
final class Child {

    private Child() {}

    /// What a program left.
    ///
    /// @param out standard output
    /// @param err standard error
    record Result(int exitCode, String out, String err) {}

    /// Runs `sealbench` with `arguments` in a process of its own; the passphrase comes from `passphrase`.
    static Result sealbench(Path passphrase, String... arguments) throws IOException, InterruptedException {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(
                List.of(java, "--enable-native-access=ALL-UNNAMED", "-cp", classPath, "dev.sealbench.ui.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--pass-fd", "0"));
        return finish(
                new ProcessBuilder(command).redirectInput(passphrase.toFile()).start());
    }

    /// Runs a tool that must succeed and returns what it printed.
    static String tool(ProcessBuilder builder) throws IOException, InterruptedException {
        var result = run(builder);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", builder.command()) + ": " + result.out() + result.err());
        }
        return result.out();
    }

    /// Runs a tool that may fail.
    static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        return finish(builder.start());
    }

    private static Result finish(Process process) throws InterruptedException {
        var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        var out = text(process.getInputStream());
        return new Result(process.waitFor(), out, err.join());
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
