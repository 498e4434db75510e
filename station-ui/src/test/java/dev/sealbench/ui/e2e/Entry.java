package dev.sealbench.ui.e2e;

import java.time.Duration;

/// Entries of a unit's journal after which something is cut off. The numbers are the file format's.
enum Entry {
    RUN_OPENED(1, Duration.ofMillis(500)),
    BURN_INTENDED(3, Duration.ofMillis(1_000)),
    BURN_DONE(4, Duration.ofMillis(100)),
    CREDENTIALS_SEALED(5, Duration.ofMillis(500)),
    DEVICE_KEY_ISSUED(6, Duration.ofMillis(200)),
    OBJECT_CERTIFIED(8, Duration.ofMillis(300)),
    TPM_NAMES(7, Duration.ofMillis(200)),
    ORDER_INTENDED(10, Duration.ofMillis(800)),
    ORDER_ACKNOWLEDGED(11, Duration.ofMillis(1_200)),
    TRIAL_RECEIPT(12, Duration.ofMillis(50)),
    CONFIRM_INTENDED(13, Duration.ofMillis(1_500)),
    FINAL_RECEIPT(15, Duration.ofMillis(50)),
    BOOKED(16, Duration.ofMillis(1_000));

    private final int type;
    private final Duration until;

    Entry(int type, Duration until) {
        this.type = type;
        this.until = until;
    }

    /// Type number in the file.
    int type() {
        return type;
    }

    /// About how long the station then works before it writes the next one.
    Duration until() {
        return until;
    }
}
