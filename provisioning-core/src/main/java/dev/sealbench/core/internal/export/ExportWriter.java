package dev.sealbench.core.internal.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// Writes new files below one folder. Never overwrites.
///
/// Safe to share between threads.
final class ExportWriter {

    private final Path root;
    private final Set<String> folders = new HashSet<>();

    ExportWriter(Path root) {
        this.root = root;
    }

    /// The folder that all is written to.
    Path root() {
        return root;
    }

    /// Writes a whole small file.
    ///
    /// @param path relative, with forward slashes; safe by construction or checked by the caller
    /// @throws IOException if it exists or cannot be written
    void write(String path, byte[] content) throws IOException {
        Files.write(resolve(path), content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Opens a large file; the caller closes it.
    ///
    /// @throws IOException if it exists or cannot be written
    OutputStream open(String path) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(resolve(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
    }

    private Path resolve(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            make(path.substring(0, slash));
        }
        return root.resolve(path);
    }

    /// It is there when this returns, whoever made it.
    private synchronized void make(String folder) throws IOException {
        if (folders.add(folder)) {
            Files.createDirectories(root.resolve(folder));
        }
    }
}
