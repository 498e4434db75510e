package dev.sealbench.core.internal.export;

import dev.sealbench.core.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Size and SHA-256 of a file as it is on the disk now.
///
/// @param sizeBytes as read
/// @param digest of what was read
record FileDigest(long sizeBytes, Digest digest) {

    private static final int CHUNK_BYTES = 1 << 16;

    /// Reads the file once; a link is not followed.
    static FileDigest of(Path file) throws IOException {
        var sha256 = sha256();
        long size = 0;
        var chunk = new byte[Math.clamp(Files.size(file), 1, CHUNK_BYTES)];
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sha256.update(chunk, 0, read);
                size += read;
            }
        }
        return new FileDigest(size, Digest.of(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
