package dev.sealbench.core.internal.log;

import java.util.Objects;

/// A note, a checkpoint or a request of a witness that is not believed.
public final class NoteRefused extends LogException {

    private static final long serialVersionUID = 1L;

    /// Why not.
    public enum Reason {

        /// Not written as the format demands.
        MALFORMED,

        /// The checkpoint of another log.
        OTHER_LOG,

        /// None of the keys that are trusted signed it.
        UNKNOWN_KEY,

        /// Signed in the name of a trusted key, and not by it.
        BAD_SIGNATURE,

        /// Nobody who is trusted says which key the log has.
        UNKNOWN_LOG,

        /// The witness remembers another size than the request begins with.
        CONFLICT,

        /// The proof does not lead from the tree that the witness remembers to the new one.
        BAD_PROOF,

        /// The log signed two trees of one size.
        FORK
    }

    private final Reason reason;

    NoteRefused(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
    }

    static NoteRefused malformed(String message) {
        return new NoteRefused(Reason.MALFORMED, message);
    }

    /// Why not.
    public Reason reason() {
        return reason;
    }
}
