package dev.sealbench.core.internal.journal;

/// Why the journal could not be read or written.
public sealed class JournalException extends Exception
        permits JournalInUse, JournalDamaged, JournalUnavailable, IntentRefused {

    private static final long serialVersionUID = 1L;

    JournalException(String text, Throwable cause) {
        super(text, cause);
    }
}
