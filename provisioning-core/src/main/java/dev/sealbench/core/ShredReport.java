package dev.sealbench.core;

import java.util.List;
import java.util.Optional;

/// What became of credentials that two persons agreed to destroy. Immutable.
///
/// @param destroyed sets of credentials that nobody opens any more
/// @param left those that are still there, and why
/// @param remains what somebody has to do before the database's files have forgotten them, too; one sentence
public record ShredReport(int destroyed, List<Left> left, Optional<String> remains) {

    /// Credentials that were left alone.
    ///
    /// @param why one sentence
    public record Left(SerialNumber serial, String why) {}

    /// Takes a copy of the list.
    public ShredReport {
        left = List.copyOf(left);
    }

    /// Whether nothing is left to do.
    public boolean isFinished() {
        return left.isEmpty() && remains.isEmpty();
    }
}
