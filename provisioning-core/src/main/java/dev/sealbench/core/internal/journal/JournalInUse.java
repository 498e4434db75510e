package dev.sealbench.core.internal.journal;

/// Thrown when somebody else holds the journal, or a unit of it is open on another slot.
public final class JournalInUse extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalInUse(String text) {
        super(text, null);
    }
}
