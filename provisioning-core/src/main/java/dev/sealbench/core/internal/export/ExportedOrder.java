package dev.sealbench.core.internal.export;

import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;

/// One signed document about a unit: order, confirm or revert (ORDER.md 1).
///
/// Immutable.
///
/// @param serial which unit
/// @param number counts this unit's documents from 1
/// @param document what was signed
public record ExportedOrder(SerialNumber serial, int number, Document document) {

    /// A DSSE envelope.
    ///
    /// @param payloadType ORDER.md 1.2
    /// @param payload the octets that were signed
    /// @param signature ECDSA P-256 with SHA-256 over PAE, DER
    /// @param keyId SHA-256 of the signer's SubjectPublicKeyInfo
    public record Document(String payloadType, Octets payload, Octets signature, Octets keyId) {}
}
