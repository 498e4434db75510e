package dev.sealbench.vault.internal.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        var path = folder.resolve("keys");
        write(path, 1);
        write(path, 2);
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file(path).read()).containsExactly(2);
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        var path = folder.resolve("keys");
        write(path, 1);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> file(path).read())
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("others");
    }

    /// A crash in the middle of a replacement leaves a part of the new content beside the old file.
    @Test
    void whatACrashLeftIsNeitherReadNorInTheWay() throws IOException {
        var path = folder.resolve("keys");
        write(path, 1);
        Files.write(folder.resolve("keys.new"), new byte[] {9});
        assertThat(file(path).read()).containsExactly(1);
        write(path, 2);
        assertThat(file(path).read()).containsExactly(2);
        assertThat(folder.resolve("keys.new")).doesNotExist();
    }

    @Test
    void twoCannotChangeItAtOnce() throws IOException {
        var path = folder.resolve("keys");
        try (var hold = file(path).hold()) {
            hold.replace(new byte[] {1});
            assertThatThrownBy(() -> file(path).hold()).isInstanceOf(FileSystemException.class);
        }
        write(path, 2);
        assertThat(file(path).read()).containsExactly(2);
    }

    @Test
    void sizeIsBoundedBothWays() throws IOException {
        var path = folder.resolve("keys");
        assertThatThrownBy(() -> file(path).read()).isInstanceOf(NoSuchFileException.class);
        try (var hold = file(path).hold()) {
            assertThatThrownBy(() -> hold.replace(new byte[17])).isInstanceOf(FileSystemException.class);
            hold.replace(new byte[16]);
        }
        Files.write(path, new byte[100]);
        assertThat(file(path).read())
                .as("one more than allowed, so that the reader notices")
                .hasSize(17);
    }

    private static void write(Path path, int octet) throws IOException {
        try (var hold = file(path).hold()) {
            hold.replace(new byte[] {(byte) octet});
        }
    }

    private static AtomicFile file(Path path) {
        return new AtomicFile(path, 16);
    }
}
