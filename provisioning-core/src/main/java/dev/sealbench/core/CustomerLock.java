package dev.sealbench.core;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// What ties a charger to a customer: identity, device class and firmware keys, as stated by the vendor root.
///
/// Immutable.
///
/// @param vid the customer
/// @param cid the device class: UUIDv5 of "model/hw-revision" in the vid's namespace
/// @param model 1 to 20 characters (OCPP 1.6 BootNotification)
/// @param hardwareRevision not negative
/// @param keyPairs 2 to 4, in the statement's order
/// @param statement the serialised envelope of the customer statement
/// @param notBefore first day of the statement
/// @param notAfter last day of the statement; the books refuse later use
public record CustomerLock(
        UUID vid,
        UUID cid,
        String model,
        int hardwareRevision,
        List<FirmwareKeyPair> keyPairs,
        Octets statement,
        LocalDate notBefore,
        LocalDate notAfter) {

    /// @throws IllegalArgumentException when a field is out of bounds
    public CustomerLock {
        FieldBounds.requireText("model", model, 20);
        FieldBounds.requireBetween("hardware revision", hardwareRevision, 0, Integer.MAX_VALUE);
        FieldBounds.requireBetween("number of firmware key pairs", keyPairs.size(), 2, 4);
        keyPairs = List.copyOf(keyPairs);
    }
}
