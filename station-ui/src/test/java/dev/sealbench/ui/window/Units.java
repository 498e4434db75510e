package dev.sealbench.ui.window;

import dev.sealbench.core.SerialNumber;

/// Serial numbers for tests.
public final class Units {

    private static final String PREFIX = "CP426471";

    private Units() {}

    /// The n-th unit; counters whose check character would be I or O are skipped.
    public static SerialNumber unit(int n) {
        int left = n;
        for (int counter = 123; ; counter++) {
            var serial = SerialNumber.of(PREFIX, counter);
            if (serial.isPresent() && --left == 0) {
                return serial.get();
            }
        }
    }
}
