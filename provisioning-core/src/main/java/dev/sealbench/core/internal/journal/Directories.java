package dev.sealbench.core.internal.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Directory entries that are on the disk, too: a file whose name is lost is lost.
final class Directories {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Directories() {}

    /// Creates `directory` (only its owner may look in) and its parents where absent.
    static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory, attributes("rwx------"));
        if (directory.getParent() != null) {
            sync(directory.getParent());
        }
    }

    /// Creates the empty `file`, readable by its owner only.
    static void createFile(Path file) throws IOException {
        Files.createFile(file, attributes("rw-------"));
        sync(file.getParent());
    }

    /// Returns when the names in `directory` are on the disk. Windows does that by itself and cannot be asked.
    static void sync(Path directory) throws IOException {
        if (!POSIX) {
            return;
        }
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        if (!POSIX) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
