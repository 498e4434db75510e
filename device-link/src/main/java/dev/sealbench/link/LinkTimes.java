package dev.sealbench.link;

import java.time.Duration;

/// How long the station waits for what (PROTOCOL.md 1.4, 3 and 6.4).
///
/// Immutable.
///
/// @param longestWait upper bound on the wait for one answer, whatever the request; each kind's own patience
///     ([RequestKind#patience()]) applies below it
/// @param helloInterval silence after which a restarting charger is asked hello again
/// @param helloPause the least time between two hellos, however often the charger says that it is ready
/// @param resetPatience how long a charger may stay silent after a reset
/// @param burnSilence silence after which a burn goes back to the last acknowledged offset; longer than a charger needs
///     to erase a sector
/// @param speedLease how long a charger keeps a raised rate without a good frame (PROTOCOL.md 1.4)
/// @param writePatience how long one frame may take to leave before the port counts as stuck and is closed
public record LinkTimes(
        Duration longestWait,
        Duration helloInterval,
        Duration helloPause,
        Duration resetPatience,
        Duration burnSilence,
        Duration speedLease,
        Duration writePatience) {

    /// The times of PROTOCOL.md.
    public static LinkTimes standard() {
        return new LinkTimes(
                Duration.ofSeconds(120),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(30),
                Duration.ofMillis(1_500),
                Duration.ofMillis(900),
                Duration.ofSeconds(10));
    }

    /// The wait for one answer to `kind`.
    public Duration patience(RequestKind kind) {
        return kind.patience().compareTo(longestWait) < 0 ? kind.patience() : longestWait;
    }
}
