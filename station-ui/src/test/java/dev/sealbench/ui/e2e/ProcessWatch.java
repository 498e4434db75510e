package dev.sealbench.ui.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Arguments and environment of every process of the machine that may be looked at, read again and again while it
/// is open. What lives for less than [#PAUSE_MS] may be missed.
final class ProcessWatch implements AutoCloseable {

    /// Between two readings.
    static final int PAUSE_MS = 20;

    private static final Path PROC = Path.of("/proc");
    private static final List<String> READ = List.of("cmdline", "environ");

    /// Who has it, by what it says.
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    private final Thread thread = Thread.ofPlatform().daemon().start(this::watch);

    /// What one process was started with.
    ///
    /// @param where file below /proc
    record Seen(String where, byte[] octets) {}

    /// All that was seen so far.
    List<Seen> seen() {
        var all = new ArrayList<Seen>();
        seen.forEach((text, where) -> all.add(new Seen(where, text.getBytes(StandardCharsets.ISO_8859_1))));
        return all;
    }

    /// Whether the arguments of some process had all of these in them.
    boolean sawArguments(String... parts) {
        return seen.entrySet().stream()
                .filter(each -> each.getValue().endsWith("cmdline"))
                .anyMatch(each -> List.of(parts).stream().allMatch(each.getKey()::contains));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
                processes.forEach(this::look);
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void look(Path process) {
        for (var name : READ) {
            try {
                var file = process.resolve(name);
                seen.putIfAbsent(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), file.toString());
            } catch (IOException _) {
                // it has ended, or belongs to another user, whose secrets are not ours
            }
        }
    }
}
