package dev.sealbench.core.internal.label;

import dev.sealbench.core.SerialNumber;

/// What the recovery label says apart from the PUK.
///
/// Immutable.
///
/// @param makerName as on the plate
/// @param model as on the plate
/// @param serial printed with its hyphens
public record RecoveryFacts(String makerName, String model, SerialNumber serial) {}
