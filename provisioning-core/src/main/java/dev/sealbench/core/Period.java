package dev.sealbench.core;

import java.time.Instant;

/// A stretch of time, UTC as the books: from its first moment to before its last.
///
/// @param from the first moment
/// @param until the first moment that no longer belongs to it, after `from`
public record Period(Instant from, Instant until) {

    /// @throws IllegalArgumentException when it is empty
    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a period ends after it begins");
        }
    }
}
