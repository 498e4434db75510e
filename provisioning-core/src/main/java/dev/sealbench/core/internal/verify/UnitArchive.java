package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.export.Ustar;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Reads one archive of units' documents, file by file: names ascend, headers are octet by octet as they must be.
///
/// Not safe to share between threads.
final class UnitArchive implements AutoCloseable {

    private static final int MAX_FILE_BYTES = 1 << 16;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String path;
    private final long secondsUtc;
    private final InputStream in;
    private String before = "";

    /// Takes `in` over.
    ///
    /// @param path in the export
    /// @param secondsUtc that all files must have
    UnitArchive(String path, InputStream in, long secondsUtc) {
        this.path = path;
        this.secondsUtc = secondsUtc;
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /// One file.
    ///
    /// @param name in the archive
    record Entry(String name, byte[] content) {}

    /// Nothing behind the last one, which the end of the archive follows.
    Optional<Entry> next() throws IOException, WrongExport {
        var header = read(Ustar.BLOCK_BYTES);
        if (isZero(header)) {
            requireEnd();
            return Optional.empty();
        }
        var name = Ustar.name(header);
        long size = Ustar.size(header);
        if (size > MAX_FILE_BYTES) {
            throw new WrongExport(path + "/" + name, "is longer than any such file");
        }
        if (name.isEmpty() || size < 0 || !Arrays.equals(header, Ustar.header(name, (int) size, secondsUtc))) {
            throw malformed();
        }
        if (name.compareTo(before) <= 0) {
            throw new WrongExport(path + "/" + name, "stands twice or in the wrong place");
        }
        before = name;
        var content = read((int) size);
        if (!isZero(read(Ustar.padding((int) size)))) {
            throw malformed();
        }
        return Optional.of(new Entry(name, content));
    }

    private void requireEnd() throws IOException, WrongExport {
        if (!isZero(read(Ustar.END_BYTES - Ustar.BLOCK_BYTES)) || in.read() >= 0) {
            throw malformed();
        }
    }

    private byte[] read(int size) throws IOException, WrongExport {
        var content = in.readNBytes(size);
        if (content.length < size) {
            throw new WrongExport(path, "is cut off");
        }
        return content;
    }

    private WrongExport malformed() {
        return new WrongExport(
                path, "is not an archive of this format after " + (before.isEmpty() ? "its beginning" : before));
    }

    private static boolean isZero(byte[] octets) {
        for (byte octet : octets) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
