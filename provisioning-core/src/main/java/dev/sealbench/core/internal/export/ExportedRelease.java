package dev.sealbench.core.internal.export;

import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Octets;
import java.util.Objects;
import java.util.Optional;

/// One line of releases.jsonl.
///
/// Immutable.
///
/// @param release as the books have it
/// @param key SubjectPublicKeyInfo of the customer's key that signed its record; empty when the image is gone
public record ExportedRelease(FirmwareRelease release, Optional<Octets> key) {

    /// Refuses null.
    public ExportedRelease {
        Objects.requireNonNull(release);
        Objects.requireNonNull(key);
    }
}
