package dev.sealbench.core;

import java.time.Instant;

/// One row of a unit's history.
///
/// @param position from 1, without gaps
/// @param state what it became
/// @param at when, UTC
/// @param person who caused it
/// @param station where
/// @param reason why, for revert, quarantine, lift and scrap; else empty
public record UnitStateChange(
        int position, UnitState state, Instant at, String person, String station, String reason) {}
