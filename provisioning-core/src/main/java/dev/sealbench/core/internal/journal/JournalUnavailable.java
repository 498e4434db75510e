package dev.sealbench.core.internal.journal;

import java.io.IOException;

/// Thrown when the disk refuses: full, gone, not writable. The entry that was being appended was not taken.
public final class JournalUnavailable extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalUnavailable(String text, IOException cause) {
        super(text, cause);
    }
}
