package dev.sealbench.core.internal.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// Draws the secrets of a demonstration and leaves them in files of their owner's alone.
///
/// @param random the source
record DemoSecrets(SecureRandom random) {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int CHARS = 24;

    /// 24 characters, 120 bits.
    char[] draw() {
        var chars = new char[CHARS];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return chars;
    }

    /// Writes one into a new file.
    static void write(Path file, char[] secret) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        try (var out = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
            out.write(secret);
            out.write('\n');
        }
    }
}
