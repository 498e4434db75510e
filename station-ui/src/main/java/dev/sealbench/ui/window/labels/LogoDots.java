package dev.sealbench.ui.window.labels;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A logo in black and white, as templates have it. Immutable.
///
/// @param rows in hexadecimal from left to right; 1 is black
record LogoDots(int widthDots, List<String> rows) {

    private static final long MOST_OCTETS = 4_000_000;
    private static final int MOST_PIXELS = 4_000;
    private static final int MOST_DOTS = 400;
    private static final int DARK_BELOW = 128;

    /// Copies the list.
    LogoDots {
        rows = List.copyOf(rows);
    }

    /// Reads PNG, JPEG, GIF or BMP; a larger picture is made smaller. Blocks.
    ///
    /// @throws IOException when it is no picture, or too large to be a logo
    static LogoDots read(Path file) throws IOException {
        if (Files.size(file) > MOST_OCTETS) {
            throw new IOException("larger than 4 MB");
        }
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                if (reader.getWidth(0) > MOST_PIXELS || reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("more than 4,000 pixels a side"); // before it is unpacked
                }
                return of(reader.read(0));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException("no picture", e); // how readers answer hostile files
            } finally {
                reader.dispose();
            }
        }
    }

    private static LogoDots of(BufferedImage picture) {
        double scale = Math.min(1, (double) MOST_DOTS / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = grey.createGraphics();
        graphics.setColor(Color.WHITE); // what is transparent is paper
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return new LogoDots(
                width,
                IntStream.range(0, height).mapToObj(row -> row(grey, row)).toList());
    }

    private static String row(BufferedImage grey, int row) {
        var octets = new byte[(grey.getWidth() + 7) / 8];
        for (int column = 0; column < grey.getWidth(); column++) {
            if (grey.getRaster().getSample(column, row, 0) < DARK_BELOW) {
                octets[column / 8] |= (byte) (0x80 >> column % 8);
            }
        }
        return HexFormat.of().formatHex(octets);
    }
}
