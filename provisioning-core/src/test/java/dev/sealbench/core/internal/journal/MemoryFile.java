package dev.sealbench.core.internal.journal;

import java.io.IOException;
import java.util.Arrays;

/// A file whose disk can be full or dead.
final class MemoryFile implements DurableFile {

    private byte[] content;

    private long capacityBytes = Long.MAX_VALUE;

    private boolean syncFails;

    private boolean truncateFails;

    MemoryFile(byte[] content) {
        this.content = content.clone();
    }

    void leaveSpace(long bytes) {
        capacityBytes = content.length + bytes;
    }

    void failSync(boolean fails) {
        syncFails = fails;
    }

    void failTruncate(boolean fails) {
        truncateFails = fails;
    }

    byte[] content() {
        return content.clone();
    }

    @Override
    public byte[] readAll() {
        return content.clone();
    }

    @Override
    public void write(long offset, byte[] octets) throws IOException {
        int fitting = (int) Math.min(octets.length, capacityBytes - offset);
        content = Arrays.copyOf(content, (int) Math.max(content.length, offset + fitting));
        System.arraycopy(octets, 0, content, (int) offset, fitting);
        if (fitting < octets.length) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        if (truncateFails) {
            throw new IOException("Input/output error");
        }
        if (size < content.length) {
            content = Arrays.copyOf(content, (int) size);
        }
    }

    @Override
    public void sync() throws IOException {
        if (syncFails) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void close() {}
}
