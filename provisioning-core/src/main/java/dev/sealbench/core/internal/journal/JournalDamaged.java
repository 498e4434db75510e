package dev.sealbench.core.internal.journal;

import dev.sealbench.core.SerialNumber;

/// Thrown when a unit's journal holds something that no power cut explains. The file is left as it is.
public final class JournalDamaged extends JournalException {

    private static final long serialVersionUID = 1L;

    private final transient SerialNumber serial;

    private final long offset;

    JournalDamaged(SerialNumber serial, long offset, String what) {
        super(
                "journal of %s is damaged at octet %d: %s; set the unit aside, keep the file"
                        .formatted(serial, offset, what),
                null);
        this.serial = serial;
        this.offset = offset;
    }

    public SerialNumber serial() {
        return serial;
    }

    /// Octet from the start of the file.
    public long offset() {
        return offset;
    }
}
