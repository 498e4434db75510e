package dev.sealbench.core;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One attempt to take a unit through the station.
///
/// @param id UUIDv7
/// @param serial the unit
/// @param station where
/// @param slot from 1
/// @param person who started it
/// @param versions programs in use, e.g. `sealbench 0.1.0`
/// @param started when
/// @param end how it ended; empty while it runs
public record RunRecord(
        UUID id,
        SerialNumber serial,
        String station,
        int slot,
        String person,
        String versions,
        Instant started,
        Optional<RunEnd> end) {

    /// The end of a run.
    ///
    /// @param at when
    /// @param result who has to act next
    /// @param reached the last state that the run brought about or confirmed
    /// @param faultCode code of the fault, 0 when there was none
    /// @param reason one sentence, empty when passed
    public record RunEnd(Instant at, RunResult result, UnitState reached, int faultCode, String reason) {}
}
