package dev.sealbench.core.internal.journal;

/// Thrown when an entry contradicts what the journal already says. Nothing was written.
public final class IntentRefused extends JournalException {

    private static final long serialVersionUID = 1L;

    private final transient JournalEntry entry;

    IntentRefused(JournalEntry entry, String why) {
        super(entry.getClass().getSimpleName() + " refused: " + why, null);
        this.entry = entry;
    }

    /// What was not written.
    public JournalEntry entry() {
        return entry;
    }
}
