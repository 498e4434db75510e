package dev.sealbench.core.internal.journal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a program asked of the disk, in order, as strace saw it. Calls that another thread cut in two are put
/// together where they ended.
public final class Trace {

    private static final Path STRACE = Path.of("/usr/bin/strace");

    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");

    private final List<String> calls;

    private Trace(List<String> calls) {
        this.calls = calls;
    }

    /// Runs `main` of a class under strace. Skips the test, visibly, where there is none.
    public static Trace of(Path directory, Class<?> main, String... arguments) throws Exception {
        assumeTrue(Files.isExecutable(STRACE), "strace is not installed: durability is not looked at");
        var output = directory.resolve("trace");
        var wrapper = List.of(
                STRACE.toString(),
                "-f",
                "-y",
                "-o",
                output.toString(),
                "-e",
                "trace=write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,rename,renameat,renameat2");
        var process = JavaProcess.start(wrapper, main, arguments);
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException(main + " failed under strace");
        }
        return new Trace(joined(Files.readAllLines(output)));
    }

    /// The calls that name a file with `part` in its path.
    public List<String> about(String part) {
        return calls.stream().filter(call -> call.contains(part)).toList();
    }

    /// All calls about files whose path has one of these parts.
    public List<String> aboutAny(String... parts) {
        return calls.stream()
                .filter(call -> List.of(parts).stream().anyMatch(call::contains))
                .toList();
    }

    private static List<String> joined(List<String> lines) {
        var whole = new ArrayList<String>();
        Map<String, String> begun = new HashMap<>();
        for (var line : lines) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                continue;
            }
            var thread = parts.group(1);
            var call = parts.group(2);
            if (call.endsWith("<unfinished ...>")) {
                begun.put(thread, call.replace("<unfinished ...>", ""));
            } else if (call.startsWith("<... ")) {
                whole.add(begun.remove(thread) + call.replaceFirst("<\\.\\.\\. \\w+ resumed>", ""));
            } else {
                whole.add(call);
            }
        }
        return whole;
    }
}
