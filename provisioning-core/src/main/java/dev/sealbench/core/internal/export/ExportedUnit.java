package dev.sealbench.core.internal.export;

import dev.sealbench.core.Digest;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// One line of units.csv. Public facts only.
///
/// Immutable.
///
/// @param serial which unit
/// @param placement whose it is
/// @param progress how far it came
/// @param build what is in it and for how long it is supported; empty until it was ordered
public record ExportedUnit(SerialNumber serial, Placement placement, Progress progress, Optional<Build> build) {

    /// Whose unit this is and what it is.
    ///
    /// @param workOrder number
    /// @param customer name
    /// @param model designation
    /// @param gtin digits
    public record Placement(String workOrder, String customer, String model, String gtin) {}

    /// How far the unit came.
    ///
    /// @param state as the books have it now
    /// @param changed since when
    /// @param runs how often it was tried, at least 1
    /// @param lastFault code and text of the last failed run, empty if none failed
    public record Progress(UnitState state, Instant changed, int runs, String lastFault) {}

    /// What the order put into the unit.
    ///
    /// @param chip hexadecimal Name of the TPM's endorsement key
    /// @param orderDigest SHA-256 of the order's PAE
    /// @param firmware version and digest
    /// @param support dates
    public record Build(String chip, Digest orderDigest, Firmware firmware, Support support) {}

    /// The firmware that was burned.
    ///
    /// @param version as released
    /// @param imageDigest IMAGE.md 3.1
    /// @param securityCounter anti-rollback number
    public record Firmware(String version, Digest imageDigest, long securityCounter) {}

    /// For how long the unit is supported.
    ///
    /// @param manufactured day, UTC
    /// @param featureUpdatesUntil last day
    /// @param securityUpdatesUntil last day
    public record Support(LocalDate manufactured, LocalDate featureUpdatesUntil, LocalDate securityUpdatesUntil) {}
}
