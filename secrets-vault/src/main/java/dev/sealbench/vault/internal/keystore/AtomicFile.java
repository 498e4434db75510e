package dev.sealbench.vault.internal.keystore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A small file that is whole at every moment: a reader, or the next start after a power cut, finds the old content
/// or the new one. Only its owner may read it, where the file system knows owners (mode 0600).
///
/// Beside `name` there may be `name.new`, left by a crash and never read, and `name.lock`, which is always empty.
public final class AtomicFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final int maxBytes;

    /// The file at `path`, of at most `maxBytes` octets.
    public AtomicFile(Path path, int maxBytes) {
        this.path = path.toAbsolutePath();
        this.maxBytes = maxBytes;
    }

    /// Keeps other processes, and other threads of this one, from changing the file until it is closed.
    public final class Hold implements Closeable {

        private final FileChannel channel;

        private Hold(FileChannel channel) {
            this.channel = channel;
        }

        /// Puts `content` in the place of what was there; on disk when this returns.
        public void replace(byte[] content) throws IOException {
            AtomicFile.this.replace(content);
        }

        @Override
        public void close() throws IOException {
            channel.close(); // and the lock with it
        }
    }

    /// Whoever changes the file reads it, decides and replaces it inside of one hold.
    ///
    /// @throws FileSystemException if somebody else holds the file at this moment
    public Hold hold() throws IOException {
        var channel = FileChannel.open(
                sibling(".lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnlyAttribute());
        try {
            if (channel.tryLock() != null) {
                return new Hold(channel);
            }
        } catch (OverlappingFileLockException e) {
            // held by another thread of this process: the same answer
        }
        channel.close();
        throw new FileSystemException(path.toString(), null, "somebody else is changing it");
    }

    /// The content; refuses a file that others may read, as its passphrase may have been attacked already.
    public byte[] read() throws IOException {
        if (isPosix()) {
            var others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            others.removeAll(EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));
            if (!others.isEmpty()) {
                throw new FileSystemException(
                        path.toString(), null, "others may read or write it; find out who did, then chmod 600");
            }
        }
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(maxBytes + 1);
        }
    }

    /// Whether there is a file.
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void replace(byte[] content) throws IOException {
        if (content.length > maxBytes) {
            throw new FileSystemException(path.toString(), null, "would be longer than " + maxBytes + " octets");
        }
        var fresh = sibling(".new");
        Files.deleteIfExists(fresh); // what a crash left
        try (var out = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnlyAttribute())) {
            var octets = ByteBuffer.wrap(content);
            while (octets.hasRemaining()) {
                out.write(octets);
            }
            out.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (isPosix()) {
            // the new name is on disk only when the directory is; other systems do not let a directory be opened
            try (var directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private Path sibling(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] ownerOnlyAttribute() {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
