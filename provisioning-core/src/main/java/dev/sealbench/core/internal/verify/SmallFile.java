package dev.sealbench.core.internal.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads whole small files of an export.
final class SmallFile {

    private static final int MAX_BYTES = 1 << 16;

    private SmallFile() {}

    /// @param path relative, as in the manifest
    /// @throws WrongExport when it is missing or too long
    static byte[] read(Path dir, String path) throws IOException, WrongExport {
        try (var in = Files.newInputStream(dir.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            var content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new WrongExport(path, "is longer than any such file");
            }
            return content;
        } catch (NoSuchFileException _) {
            throw new WrongExport(path, "missing");
        }
    }
}
