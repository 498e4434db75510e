package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Firmware images as files.
final class HostileImages implements Supplier<List<byte[]>>, Predicate<byte[]> {

    @Override
    public List<byte[]> get() {
        try {
            return TestFiles.vectors("images.txt").stream()
                    .filter(line -> line.startsWith("image "))
                    .map(line -> HexFormat.of().parseHex(line.split(" ")[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean test(byte[] octets) {
        try {
            var image = ImageReader.read(octets);
            ImageReader.digest(octets);
            return image.toString() != null;
        } catch (ImageRefusedException e) {
            return false;
        }
    }
}
