package dev.sealbench.core.internal.log;

/// What a witness says to a request.
public sealed interface WitnessAnswer {

    /// Whose log it is about.
    String station();

    /// The checkpoint follows from all that the witness saw of this log, and is remembered.
    ///
    /// @param checkpoint what it says
    /// @param note the log's, with the witness's signature
    record Cosigned(String station, Checkpoint checkpoint, SignedNote note) implements WitnessAnswer {}

    /// Nothing was cosigned.
    ///
    /// @param reason why
    /// @param sentence the same for a person
    /// @param remembered size of the log's tree that the witness cosigned last; 0 when none
    record Refused(String station, NoteRefused.Reason reason, String sentence, long remembered)
            implements WitnessAnswer {}
}
