package dev.sealbench.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// How a period went. docs/quality.md defines every figure.
///
/// @param period runs that ended in it
/// @param runs how many ended how; absent when none
/// @param units how many passed
/// @param unitsPerHour passes by the UTC hour in which they ended; hours without any are absent
/// @param takt by station: median time between one pass and the next; absent below two passes
/// @param firstPass of the units that got their first verdict
/// @param rolled of all verdicts: the product of the yields of all steps
/// @param rejects verdicts against units
/// @param stationFaults runs that the station failed, by fault; most frequent first
/// @param cycle what runs took that passed a unit at the first attempt; empty when none
public record QualityReport(
        Period period,
        Map<RunResult, Long> runs,
        long units,
        SortedMap<Instant, Long> unitsPerHour,
        SortedMap<String, Duration> takt,
        Yield firstPass,
        Yield rolled,
        Rejects rejects,
        List<Count> stationFaults,
        Optional<Cycle> cycle) {

    /// So many of so many.
    ///
    /// @param good not more than `all`
    /// @param all may be 0
    public record Yield(long good, long all) {

        /// 0 to 1; empty when there was nothing to judge.
        public Optional<Double> ratio() {
            return all == 0 ? Optional.empty() : Optional.of((double) good / all);
        }
    }

    /// Rejected units three ways, each with the most frequent first.
    ///
    /// @param bySteps by the step that rejected them
    /// @param bySlots by station and slot, for example `line-1/3`
    /// @param byFaults by code and text of the fault
    public record Rejects(List<Count> bySteps, List<Count> bySlots, List<Count> byFaults) {}

    /// How often something was counted.
    public record Count(String what, long times) {}

    /// The distribution of cycle times.
    ///
    /// @param p95 nearest rank
    /// @param histogram runs by whole seconds, rounded down; seconds without any are absent
    public record Cycle(Duration median, Duration p95, SortedMap<Long, Long> histogram) {}
}
