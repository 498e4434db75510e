package dev.sealbench.core;

/// Thrown when a text is not a serial number; says exactly why, in words for the operator.
///
/// Unchecked, since a serial number that came from our own books cannot cause it; whoever takes a scan or an
/// argument catches it.
public final class MalformedSerial extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with the text.
    public enum Reason {
        /// Not 16 characters (20 with the hyphens of the printed form).
        LENGTH,
        /// A character that cannot stand at its position.
        CHARACTER,
        /// A week outside 01 to 53.
        WEEK,
        /// The check character is not that of the other fifteen.
        CHECK,
        /// The check character would be I or O: such a counter is never given out.
        SKIPPED
    }

    private final Reason reason;

    private final int position;

    MalformedSerial(Reason reason, int position, String text) {
        super(text);
        this.reason = reason;
        this.position = position;
    }

    public Reason reason() {
        return reason;
    }

    /// Index of the offending character in the text that was given, from 0; -1 when it is not about one.
    public int position() {
        return position;
    }
}
