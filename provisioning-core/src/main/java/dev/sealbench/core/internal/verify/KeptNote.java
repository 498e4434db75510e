package dev.sealbench.core.internal.verify;

/// A checkpoint that left the station earlier and comes back with the auditor or a witness.
///
/// @param name of its file, for sentences
/// @param octets the signed note
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptNote(String name, byte[] octets) {

    /// More than any such note has.
    public static final int MAX_BYTES = 1 << 16;
}
