package dev.sealbench.ui.window;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Pictures of windows as PNG files, without what shines through. ImageIO takes ten times as long, and the tests take
/// hundreds of pictures.
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// Bits of a channel, colours without transparency, and the only methods that there are.
    private static final byte[] KIND = {8, 2, 0, 0, 0};

    /// Each octet is the difference from the one above it: mostly none.
    private static final int FILTER_UP = 2;

    private static final int CHANNELS = 3;

    private Png() {}

    static void write(BufferedImage image, Path file) throws IOException {
        var size = ByteBuffer.allocate(2 * Integer.BYTES + KIND.length)
                .putInt(image.getWidth())
                .putInt(image.getHeight())
                .put(KIND);
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", size.array());
            chunk(out, "IDAT", deflated(image));
            chunk(out, "IEND", new byte[0]);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        var named = ByteBuffer.allocate(type.length() + content.length)
                .put(type.getBytes(US_ASCII))
                .put(content)
                .array();
        var sum = new CRC32();
        sum.update(named);
        out.writeInt(content.length);
        out.write(named);
        out.writeInt((int) sum.getValue());
    }

    private static byte[] deflated(BufferedImage image) throws IOException {
        int width = image.getWidth();
        var row = new int[width];
        var above = new int[width];
        var line = new byte[1 + CHANNELS * width];
        line[0] = FILTER_UP;
        var result = new ByteArrayOutputStream();
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(result, fast)) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.getRaster().getDataElements(0, y, width, 1, row);
                for (int x = 0; x < width; x++) {
                    line[1 + CHANNELS * x] = (byte) ((row[x] >> 16) - (above[x] >> 16));
                    line[2 + CHANNELS * x] = (byte) ((row[x] >> 8) - (above[x] >> 8));
                    line[3 + CHANNELS * x] = (byte) (row[x] - above[x]);
                }
                out.write(line);
                var spare = above;
                above = row;
                row = spare;
            }
        } finally {
            fast.end();
        }
        return result.toByteArray();
    }
}
