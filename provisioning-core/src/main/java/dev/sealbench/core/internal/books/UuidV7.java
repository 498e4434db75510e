package dev.sealbench.core.internal.books;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes UUIDs of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, 74 random bits. They need no common counter and
/// sort by time to the millisecond. As safe for several threads as the random source is.
public final class UuidV7 {

    private static final long RANDOM_A_MASK = 0xFFF;

    private static final long RANDOM_B_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;

    private final RandomGenerator random;

    /// @param random need not be secret: a UUID is a name, not a key
    public UuidV7(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A new name.
    public UUID next() {
        return of(clock.millis(), random.nextLong(), random.nextLong());
    }

    /// The bits put in their places.
    static UUID of(long millis, long randomA, long randomB) {
        long high = millis << 16 | 0x7000 | randomA & RANDOM_A_MASK;
        long low = 0x8000_0000_0000_0000L | randomB & RANDOM_B_MASK;
        return new UUID(high, low);
    }
}
