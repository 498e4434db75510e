package dev.sealbench.core.internal.books;

/// Decisions of a person carry a reason.
final class Reasons {

    private static final int MAX_LENGTH = 256;

    private Reasons() {}

    /// @throws BooksRefused when `reason` is blank, longer than 256 characters or has control characters
    static void require(String action, String reason) throws BooksRefused {
        if (reason.isBlank() || reason.length() > MAX_LENGTH || reason.chars().anyMatch(Character::isISOControl)) {
            throw new BooksRefused(new Refusal.ReasonMissing(action));
        }
    }
}
