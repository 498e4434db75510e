package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.login.People;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Has the station look every few seconds whether everybody left, and hears whether the vault is open. FX thread only.
final class VaultWatch {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final People people;
    private final Clock clock;
    private final Consumer<Boolean> heard;
    private Instant last = Instant.EPOCH;

    /// @param heard takes whether the vault is open, on the FX thread
    VaultWatch(People people, Clock clock, Consumer<Boolean> heard) {
        this.people = people;
        this.clock = clock;
        this.heard = heard;
    }

    /// Looks, unless it did so a moment ago.
    void tick() {
        if (Duration.between(last, clock.instant()).abs().compareTo(PAUSE) >= 0) {
            look();
        }
    }

    void look() {
        last = clock.instant();
        UiThread.away(people::watchVault, heard, _ -> {});
    }
}
