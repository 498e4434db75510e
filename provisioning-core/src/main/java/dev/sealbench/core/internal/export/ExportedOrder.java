package dev.sealbench.core.internal.export;

import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import java.util.Map;
import java.util.Optional;

/// One signed document about a unit: order, confirm or revert (ORDER.md 1).
///
/// Immutable.
///
/// @param serial which unit
/// @param number counts this unit's documents from 1
/// @param document what was signed
/// @param certificate of the device, DER, as the order's attachment 16; only with a confirmed order
/// @param measured what the run noted about the board, by name; only with an order
public record ExportedOrder(
        SerialNumber serial,
        int number,
        Document document,
        Optional<Octets> certificate,
        Map<String, String> measured) {

    /// Copies the map.
    public ExportedOrder {
        measured = Map.copyOf(measured);
    }

    /// Id of the board, 16 octets in hexadecimal, in what was measured.
    public static final String BOARD_ID = "board.id";

    /// Name of the kind of board.
    public static final String BOARD_NAME = "board.name";

    /// SHA-256 of the boot ROM, in hexadecimal.
    public static final String ROM = "rom.sha256";

    /// A decision on a trial.
    public ExportedOrder(SerialNumber serial, int number, Document document) {
        this(serial, number, document, Optional.empty(), Map.of());
    }

    /// A DSSE envelope.
    ///
    /// @param payloadType ORDER.md 1.2
    /// @param payload the octets that were signed
    /// @param signature ECDSA P-256 with SHA-256 over PAE, DER
    /// @param keyId SHA-256 of the signer's SubjectPublicKeyInfo
    public record Document(String payloadType, Octets payload, Octets signature, Octets keyId) {}
}
