package dev.sealbench.ui.testkit;

import dev.sealbench.ui.command.Sealbench;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the station's commands in this process, for tests of many: a Java of its own takes three seconds of processor
/// time before it begins. What a process is about (signals, terminals, a wrong descriptor) is tested with
/// [TestStation#java].
///
/// One command at a time in a process.
public final class Commands {

    private Commands() {}

    /// Runs one to its end.
    ///
    /// @param secrets files at the file descriptors from 3 on that the words name
    /// @param words after `--home`; `--...pass-fd` and the number are two words
    public static synchronized Tool.Result run(TestStation station, List<Path> secrets, List<String> words)
            throws IOException {
        var open = new ArrayList<InputStream>();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = List.of(System.out, System.err);
        try {
            var numbers = new ArrayList<String>();
            for (var secret : secrets) {
                open.add(Files.newInputStream(secret));
                numbers.add(numberOf(secret));
            }
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int code = Sealbench.run(arguments(station, words, numbers));
            return new Tool.Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(streams.getFirst());
            System.setErr(streams.getLast());
            for (var each : open) {
                each.close();
            }
        }
    }

    private static String[] arguments(TestStation station, List<String> words, List<String> numbers) {
        var arguments = new ArrayList<String>();
        for (var word : words) {
            boolean number = !arguments.isEmpty() && arguments.getLast().endsWith("pass-fd");
            arguments.add(number ? numbers.get(Integer.parseInt(word) - 3) : word);
        }
        arguments.addAll(List.of("--home", station.home().directory().toString()));
        return arguments.toArray(String[]::new);
    }

    /// Which of this process's descriptors is this file.
    private static String numberOf(Path file) throws IOException {
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var descriptor : descriptors) {
                if (Files.exists(descriptor) && Files.isSameFile(descriptor, file)) {
                    return descriptor.getFileName().toString();
                }
            }
        }
        throw new IOException(file + " is not open");
    }
}
