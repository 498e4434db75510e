package dev.sealbench.core;

import java.util.UUID;

/// What a lead asked for: so many chargers of one model, for one customer, with one release.
///
/// Never changed once opened; whether it is open and how far it is stands in [WorkOrderStatus].
///
/// @param number 1 to 32 of A-Z a-z 0-9 . _ - ; begins with a letter or digit, since it names files of exports
/// @param vid the customer
/// @param cid the device class
/// @param model 1 to 20 characters
/// @param hardwareRevision not negative; the board must say the same
/// @param gtin trade item number on the plate
/// @param release image digest of the firmware to burn
/// @param quantity units to make, at least 1
/// @param serials the serial numbers to use; must not overlap those of another open work order
/// @param ocpp how the units reach their central system
/// @param support for how long the units get updates
/// @param retention how long the units' credentials are kept
public record WorkOrder(
        String number,
        UUID vid,
        UUID cid,
        String model,
        int hardwareRevision,
        Gtin gtin,
        Digest release,
        int quantity,
        SerialRange serials,
        OcppSettings ocpp,
        SupportPeriod support,
        Retention retention) {

    /// @throws IllegalArgumentException when a field is out of bounds
    public WorkOrder {
        if (!number.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
            throw new IllegalArgumentException("a work order number has 1 to 32 of A-Z a-z 0-9 . _ -");
        }
        FieldBounds.requireText("model", model, 20);
        FieldBounds.requireBetween("hardware revision", hardwareRevision, 0, Integer.MAX_VALUE);
        FieldBounds.requireBetween("quantity", quantity, 1, 10_000_000);
    }
}
