package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.KeyPairDigests;
import java.util.List;
import java.util.UUID;

/// What one unit accepts, IMAGE.md 3.2.
///
/// @param keyPairs those that are not revoked
/// @param floor the lowest security counter, 32 bits unsigned (IMAGE.md 3.3)
record UnitPolicy(UUID vid, UUID cid, List<KeyPairDigests> keyPairs, long floor) {

    UnitPolicy {
        keyPairs = List.copyOf(keyPairs);
    }
}
