package dev.sealbench.ui.window.settings;

/// Pace and shape of what arrives from a scanner: how many characters, how far apart, letters and digits as `A` and
/// `9`. Keeps no character, as one of a badge or a label may be secret. Not safe to share between threads.
final class ScanPace {

    /// What arrived until its Enter.
    ///
    /// @param shape letters as `A` or `a`, digits as `9`, a group separator as `|`, all else as a dot; cut at 40
    /// @param longestMillis longest pause between two characters
    /// @param averageMillis of all pauses
    record Arrived(int characters, String shape, long longestMillis, double averageMillis) {}

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TOO_LONG_AGO_MILLIS = 2_000;
    private static final int LONGEST_SHAPE = 40;

    private final StringBuilder shape = new StringBuilder();
    private int characters;
    private long first;
    private long last;
    private long longest;

    /// @param nanos when it came, as `System.nanoTime` counts
    void key(char character, long nanos) {
        if (characters > 0 && nanos - last > TOO_LONG_AGO_MILLIS * NANOS_PER_MILLI) {
            forget();
        }
        if (characters == 0) {
            first = nanos;
        } else {
            longest = Math.max(longest, nanos - last);
        }
        last = nanos;
        characters++;
        if (shape.length() < LONGEST_SHAPE) {
            shape.append(shapeOf(character));
        }
    }

    /// The suffix came.
    Arrived end() {
        double average = characters < 2 ? 0 : (double) (last - first) / (characters - 1) / NANOS_PER_MILLI;
        var arrived = new Arrived(characters, shape.toString(), longest / NANOS_PER_MILLI, average);
        forget();
        return arrived;
    }

    private void forget() {
        shape.setLength(0);
        characters = 0;
        longest = 0;
    }

    private static char shapeOf(char character) {
        if (character == '\u001d') {
            return '|';
        }
        if (Character.isDigit(character)) {
            return '9';
        }
        if (Character.isLetter(character)) {
            return Character.isUpperCase(character) ? 'A' : 'a';
        }
        return '·';
    }
}
