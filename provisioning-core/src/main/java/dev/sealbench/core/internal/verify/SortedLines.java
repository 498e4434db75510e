package dev.sealbench.core.internal.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Sorts any number of lines in a fixed amount of memory: what does not fit lies in temporary files.
///
/// First all lines are added, then all are taken. Not safe to share between threads.
final class SortedLines implements AutoCloseable {

    private static final int MAX_CHARACTERS = 4_000_000;

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final PriorityQueue<Run> runs = new PriorityQueue<>();
    private int characters;
    private boolean taking;

    SortedLines(Path folder) {
        this.folder = folder;
    }

    /// @param line holds no line break
    void add(String line) throws IOException {
        lines.add(line);
        characters += line.length() + 40; // what an object costs
        if (characters > MAX_CHARACTERS) {
            spill();
        }
    }

    /// The next line in the order of UTF-16 code units; nothing after the last one.
    Optional<String> next() throws IOException {
        if (!taking) {
            begin();
        }
        var run = runs.poll();
        if (run == null) {
            return Optional.empty();
        }
        var line = run.line;
        if (run.advance()) {
            runs.add(run);
        }
        return Optional.of(line);
    }

    @Override
    public void close() throws IOException {
        for (var run : runs) {
            run.reader.close();
        }
        for (var file : files) {
            Files.deleteIfExists(file);
        }
    }

    private void begin() throws IOException {
        taking = true;
        spill();
        for (var file : files) {
            var run = new Run(Files.newBufferedReader(file));
            if (run.advance()) {
                runs.add(run);
            }
        }
    }

    private void spill() throws IOException {
        lines.sort(null);
        var file = Files.createTempFile(folder, "sorted", null);
        files.add(file);
        Files.write(file, lines);
        lines.clear();
        characters = 0;
    }

    /// A sorted file that is being read.
    private static final class Run implements Comparable<Run> {

        private final BufferedReader reader;
        private String line;

        Run(BufferedReader reader) {
            this.reader = reader;
        }

        /// Closes the file behind its last line.
        boolean advance() throws IOException {
            line = reader.readLine();
            if (line == null) {
                reader.close();
            }
            return line != null;
        }

        @Override
        public int compareTo(Run other) {
            return line.compareTo(other.line);
        }
    }
}
