package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.log.WitnessKey;
import java.util.Optional;

/// A checkpoint that left the station earlier and comes back with the auditor or a witness.
///
/// @param name of its file, for sentences
/// @param octets the signed note
/// @param witness whose cosignature it must have
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptNote(String name, byte[] octets, Optional<WitnessKey> witness) {

    /// More than any such note has.
    public static final int MAX_BYTES = 1 << 16;
}
