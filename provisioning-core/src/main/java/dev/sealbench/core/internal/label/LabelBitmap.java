package dev.sealbench.core.internal.label;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/// A label as a printer's dots, one bit each. Shows the secrets: close it when it is printed.
///
/// Not safe to share between threads.
public final class LabelBitmap implements AutoCloseable {

    private static final int DARK_BELOW = 128;

    private final int widthDots;
    private final int heightDots;
    private final int dotsPerInch;

    /// Row by row, each begins at an octet; the highest bit is the leftmost dot; 1 is black.
    private final byte[] rows;

    LabelBitmap(int widthDots, int heightDots, int dotsPerInch) {
        this.widthDots = widthDots;
        this.heightDots = heightDots;
        this.dotsPerInch = dotsPerInch;
        this.rows = new byte[rowOctets() * heightDots];
    }

    /// The darker half of a picture's greys becomes black.
    static LabelBitmap of(BufferedImage picture, int dotsPerInch) {
        var bitmap = new LabelBitmap(picture.getWidth(), picture.getHeight(), dotsPerInch);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRaster().getSample(x, y, 0) < DARK_BELOW) {
                    bitmap.blacken(x, y, 1);
                }
            }
        }
        return bitmap;
    }

    /// Dots across.
    public int widthDots() {
        return widthDots;
    }

    /// Dots down.
    public int heightDots() {
        return heightDots;
    }

    /// The printer's resolution.
    public int dotsPerInch() {
        return dotsPerInch;
    }

    /// Octets in one row.
    public int rowOctets() {
        return (widthDots + 7) / 8;
    }

    /// The octet at this place, 8 dots.
    public byte octet(int row, int index) {
        return rows[row * rowOctets() + index];
    }

    /// As a picture in shades of grey; the caller wipes it.
    public BufferedImage picture() {
        var picture = new BufferedImage(widthDots, heightDots, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < heightDots; y++) {
            for (int x = 0; x < widthDots; x++) {
                boolean dark = (octet(y, x / 8) & 0x80 >> x % 8) != 0;
                picture.getRaster().setSample(x, y, 0, dark ? 0 : 255);
            }
        }
        return picture;
    }

    /// Blackens a square whose upper left dot is (x, y).
    void blacken(int x, int y, int side) {
        for (int row = y; row < y + side; row++) {
            for (int column = x; column < x + side; column++) {
                rows[row * rowOctets() + column / 8] |= (byte) (0x80 >> column % 8);
            }
        }
    }

    /// Makes all dots white.
    @Override
    public void close() {
        Arrays.fill(rows, (byte) 0);
    }

    @Override
    public String toString() {
        return "LabelBitmap[%d x %d]".formatted(widthDots, heightDots);
    }
}
