package dev.sealbench.core;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One unit, as the books have it now.
///
/// @param serial its serial number
/// @param workOrder number of the work order that it counts for
/// @param vid the customer
/// @param state where it is
/// @param chip the bound TPM, once identified
/// @param created when it was first scanned
/// @param changed when it came into its state
public record UnitRecord(
        SerialNumber serial,
        String workOrder,
        UUID vid,
        UnitState state,
        Optional<ChipId> chip,
        Instant created,
        Instant changed) {}
