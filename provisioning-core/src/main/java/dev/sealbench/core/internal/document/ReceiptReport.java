package dev.sealbench.core.internal.document;

import dev.sealbench.core.internal.document.ReceiptCheck.Result;
import dev.sealbench.link.wire.ReceiptBody;
import java.util.List;
import java.util.Optional;

/// All that was looked at in one receipt. Immutable.
///
/// @param body what the receipt says; believed only when [#passed]
public record ReceiptReport(List<ReceiptCheck> checks, ReceiptBody body) {

    public ReceiptReport {
        checks = List.copyOf(checks);
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("a report without checks says nothing");
        }
    }

    /// True if nothing failed. Credentials that nobody asked the vault about do not count as failed.
    public boolean passed() {
        return firstFailure().isEmpty();
    }

    /// The first thing that is wrong.
    public Optional<ReceiptCheck> firstFailure() {
        return checks.stream().filter(check -> check.result() == Result.FAILED).findFirst();
    }
}
