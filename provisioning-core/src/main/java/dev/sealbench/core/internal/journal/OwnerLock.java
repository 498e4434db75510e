package dev.sealbench.core.internal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Sees to it that one process writes a journal.
///
/// The operating system holds the lock and drops it when the owner dies, however it dies, so a stale one cannot
/// stay. The owner's process id stands in the file for the message only.
final class OwnerLock implements AutoCloseable {

    private static final int MAX_OWNER_TEXT_BYTES = 64;

    private final FileChannel channel;

    private OwnerLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws JournalInUse when somebody, this process included, holds the lock
    static OwnerLock take(Path file) throws IOException, JournalInUse {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(file);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new OwnerLock(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(file);
        } catch (IOException | JournalInUse e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal's lock cannot be given back", e);
        }
    }

    private static JournalInUse inUse(Path file) throws IOException {
        var owner = Files.size(file) <= MAX_OWNER_TEXT_BYTES ? Files.readString(file, StandardCharsets.US_ASCII) : "?";
        return new JournalInUse("the journal is in use by process " + owner);
    }
}
