package dev.sealbench.core.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// What tells a file from a copy of it: inode number and birth time. A copy has another inode; a file that was
/// removed and restored may get the old inode again, but not the old birth time.
///
/// The device number is left out: it can change when a machine starts again.
final class FileIdentity {

    static final int SIZE_BYTES = 8 + 8 + 4;

    private FileIdentity() {}

    /// The identity of a file that was just made; leaves out what this file system cannot tell. Sets the file's
    /// modification time to find out.
    static byte[] ofNew(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        // where there is no birth time Java answers the modification time instead
        var hasBirthTime = birthTime(file).isAfter(Instant.EPOCH);
        return encode(inode(file), hasBirthTime ? birthTime(file) : Instant.EPOCH);
    }

    /// True if `file` is the one that `identity` was taken of.
    static boolean matches(Path file, byte[] identity) throws IOException {
        var known = ByteBuffer.wrap(identity);
        long inode = known.getLong();
        var birthTime = Instant.ofEpochSecond(known.getLong(), known.getInt());
        return inode == inode(file) && (birthTime.equals(Instant.EPOCH) || birthTime.equals(birthTime(file)));
    }

    private static byte[] encode(long inode, Instant birthTime) {
        return ByteBuffer.allocate(SIZE_BYTES)
                .putLong(inode)
                .putLong(birthTime.getEpochSecond())
                .putInt(birthTime.getNano())
                .array();
    }

    /// 0 where files have no inode numbers (Windows): there the birth time alone counts.
    private static long inode(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? ((Number) Files.getAttribute(file, "unix:ino")).longValue()
                : 0;
    }

    private static Instant birthTime(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class)
                .creationTime()
                .toInstant();
    }
}
