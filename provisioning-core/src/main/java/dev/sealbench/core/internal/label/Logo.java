package dev.sealbench.core.internal.label;

import java.util.HexFormat;
import java.util.List;

/// A picture in black and white on a label.
///
/// Immutable.
///
/// @param widthDots 1 to 400
/// @param rows 1 to 400, each in hexadecimal from left to right; 1 is black; the last octet is filled with zeros
public record Logo(int widthDots, List<String> rows) {

    private static final int MAX_DOTS = 400;

    /// @throws IllegalArgumentException when a row does not have its length, or there are too many
    public Logo {
        if (widthDots < 1 || widthDots > MAX_DOTS || rows == null || rows.isEmpty() || rows.size() > MAX_DOTS) {
            throw new IllegalArgumentException("a logo has 1 to %d dots a side".formatted(MAX_DOTS));
        }
        rows = List.copyOf(rows);
        for (var row : rows) {
            if (row.length() != (widthDots + 7) / 8 * 2 || !row.matches("[0-9A-Fa-f]+")) {
                throw new IllegalArgumentException(
                        "each row of this logo has %d hexadecimal digits".formatted((widthDots + 7) / 8 * 2));
            }
        }
    }

    /// Dots down.
    int heightDots() {
        return rows.size();
    }

    /// Whether the dot is black.
    boolean isDark(int column, int row) {
        int octet = HexFormat.fromHexDigits(rows.get(row), column / 8 * 2, column / 8 * 2 + 2);
        return (octet & 0x80 >> column % 8) != 0;
    }
}
