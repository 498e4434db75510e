package dev.sealbench.link;

/// What travelled since the link was opened.
///
/// @param bytesOut octets written to the port
/// @param bytesIn octets read from the port
/// @param requests requests answered or given up
/// @param resentRequests requests sent again because no answer came in time
/// @param chargerMicros microseconds the charger says it spent on requests
/// @param framesIn good frames received
/// @param droppedFrames frames dropped: bad code, length, CRC, type, or a full queue (PROTOCOL.md 2.3)
/// @param burnBytes octets of burn streams sent, packed, repetitions included
/// @param resentBurnBytes octets of burn streams that travelled more than once
/// @param waitingNanos nanoseconds the owner's thread waited for the line to take octets and for the charger to answer
public record LinkStatistics(
        long bytesOut,
        long bytesIn,
        long requests,
        long resentRequests,
        long chargerMicros,
        long framesIn,
        long droppedFrames,
        long burnBytes,
        long resentBurnBytes,
        long waitingNanos) {}
