package dev.sealbench.core.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that are on the disk when a method returns, readable by their owner only where the file system can say so.
public final class DurableFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DurableFiles() {}

    /// Makes a folder that must not exist or must be empty.
    public static void makeEmptyFolder(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        try (var entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IOException(folder + " is not empty; firmware keys are never overwritten");
            }
        }
    }

    /// Writes a new file; refuses to overwrite one.
    public static void create(Path file, byte[] content) throws IOException {
        Files.createFile(file, ownerOnly("rw-------"));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeFully(channel, content, 0);
            channel.force(true);
        }
        syncFolder(file.getParent());
    }

    /// Replaces a file at once: a crash leaves the old content or the new.
    public static void replace(Path file, byte[] content) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary); // left by a crash
        create(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(file.getParent());
    }

    /// Writes all of `content` at `position`; does not sync.
    public static void writeFully(FileChannel channel, byte[] content, long position) throws IOException {
        var rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest, position + rest.position());
        }
    }

    /// Has the content of a file that is there on the disk.
    public static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Has the names in a folder on the disk.
    public static void syncFolder(Path folder) throws IOException {
        if (!POSIX) {
            return; // Windows cannot open a folder as a file; NTFS journals the rename
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
