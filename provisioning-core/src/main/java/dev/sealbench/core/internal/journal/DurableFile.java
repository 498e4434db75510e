package dev.sealbench.core.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// The file operations that the journal needs. An interface, so that tests can have a disk that is full or dies.
interface DurableFile extends Closeable {

    /// All octets of the file.
    byte[] readAll() throws IOException;

    /// Writes `content` at `offset`; may have written a part of it when it throws.
    void write(long offset, byte[] content) throws IOException;

    /// Shortens the file to `size` octets.
    void truncate(long size) throws IOException;

    /// Returns when all that was written is on the disk.
    void sync() throws IOException;

    /// Opens an existing file of at most 64 MiB for reading and writing.
    ///
    /// Through RandomAccessFile, not FileChannel: an interrupt of the thread closes a FileChannel under it, and
    /// slots are stopped by interrupts.
    static DurableFile open(Path file) throws IOException {
        var access = new RandomAccessFile(file.toFile(), "rw");
        return new DurableFile() {
            @Override
            public byte[] readAll() throws IOException {
                if (access.length() > JournalFile.MAX_FILE_BYTES) {
                    throw new IOException("journal file of " + access.length() + " octets");
                }
                var content = new byte[(int) access.length()];
                access.seek(0);
                access.readFully(content);
                return content;
            }

            @Override
            public void write(long offset, byte[] content) throws IOException {
                access.seek(offset);
                access.write(content);
            }

            @Override
            public void truncate(long size) throws IOException {
                access.setLength(size);
            }

            @Override
            public void sync() throws IOException {
                access.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                access.close();
            }
        };
    }
}
