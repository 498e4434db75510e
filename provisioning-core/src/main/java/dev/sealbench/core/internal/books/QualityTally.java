package dev.sealbench.core.internal.books;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport;
import dev.sealbench.core.QualityReport.Count;
import dev.sealbench.core.QualityReport.Cycle;
import dev.sealbench.core.QualityReport.Rejects;
import dev.sealbench.core.QualityReport.Yield;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Counts runs that go by in the order in which they ended. docs/quality.md has the definitions.
///
/// Not safe to share between threads.
final class QualityTally {

    private final Map<RunResult, Long> runs = new EnumMap<>(RunResult.class);
    private final SortedMap<Instant, Long> hours = new TreeMap<>();
    private final Map<String, Instant> lastPass = new HashMap<>();
    private final SortedMap<String, LongStream.Builder> gaps = new TreeMap<>();
    private final LongStream.Builder cycles = LongStream.builder();
    private final Map<String, Long> steps = new HashMap<>();
    private final Map<String, Long> slots = new HashMap<>();
    private final Map<String, Long> faults = new HashMap<>();
    private final Map<String, Long> stationFaults = new HashMap<>();
    private long firstVerdicts;
    private long firstPasses;

    /// A run as its end says it.
    ///
    /// @param firstVerdict no earlier run passed or rejected the unit
    /// @param firstRun no earlier run of the unit began
    record EndedRun(
            String station,
            int slot,
            Instant started,
            Instant ended,
            RunResult result,
            UnitState reached,
            int fault,
            boolean firstVerdict,
            boolean firstRun) {}

    void count(EndedRun run) {
        runs.merge(run.result(), 1L, Long::sum);
        switch (run.result()) {
            case PASSED -> passed(run);
            case UNIT_REJECTED -> rejected(run);
            case STATION_FAULTED -> add(stationFaults, nameOf(run.fault()));
            case ABANDONED, INTERRUPTED -> {
                // neither unit nor station failed
            }
        }
    }

    private void passed(EndedRun run) {
        hours.merge(run.ended().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
        var before = lastPass.put(run.station(), run.ended());
        if (before != null) {
            gaps.computeIfAbsent(run.station(), _ -> LongStream.builder())
                    .add(Duration.between(before, run.ended()).toMillis());
        }
        if (run.firstRun()) {
            cycles.add(Duration.between(run.started(), run.ended()).toMillis());
        }
        if (run.firstVerdict()) {
            firstVerdicts++;
            firstPasses++;
        }
    }

    private void rejected(EndedRun run) {
        add(steps, stepAfter(run.reached()).toString());
        add(slots, run.station() + "/" + run.slot());
        add(faults, nameOf(run.fault()));
        if (run.firstVerdict()) {
            firstVerdicts++;
        }
    }

    QualityReport report(Period period) {
        long passes = runs.getOrDefault(RunResult.PASSED, 0L);
        long verdicts = passes + runs.getOrDefault(RunResult.UNIT_REJECTED, 0L);
        var takt = new TreeMap<String, Duration>();
        gaps.forEach((station, between) ->
                takt.put(station, median(between.build().sorted().toArray())));
        return new QualityReport(
                period,
                Map.copyOf(runs),
                passes,
                hours,
                takt,
                new Yield(firstPasses, firstVerdicts),
                new Yield(passes, verdicts),
                new Rejects(pareto(steps), pareto(slots), pareto(faults)),
                pareto(stationFaults),
                cycle(cycles.build().sorted().toArray()));
    }

    private static Optional<Cycle> cycle(long[] millis) {
        if (millis.length == 0) {
            return Optional.empty();
        }
        var histogram = new TreeMap<Long, Long>();
        for (long each : millis) {
            histogram.merge(Math.floorDiv(each, 1000L), 1L, Long::sum);
        }
        int rank = (int) Math.ceil(0.95 * millis.length);
        return Optional.of(new Cycle(median(millis), Duration.ofMillis(millis[rank - 1]), histogram));
    }

    /// Of sorted values; of an even number of them the middle of the two in the middle.
    private static Duration median(long[] millis) {
        int upper = millis.length / 2;
        return Duration.ofMillis(millis.length % 2 == 1 ? millis[upper] : (millis[upper - 1] + millis[upper]) / 2);
    }

    private static List<Count> pareto(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(each -> new Count(each.getKey(), each.getValue()))
                .toList();
    }

    private static void add(Map<String, Long> counts, String what) {
        counts.merge(what, 1L, Long::sum);
    }

    private static String nameOf(int code) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.code() == code)
                .findFirst()
                .map(Fault::toString)
                .orElse(Integer.toString(code));
    }

    /// A run says how far it came; what rejected the unit is the step behind.
    private static Step stepAfter(UnitState reached) {
        return switch (reached) {
            case SCANNED, REVERTED, QUARANTINED, SCRAPPED -> Step.IDENTIFY;
            case IDENTIFIED -> Step.BURN;
            case BURNED -> Step.KEY;
            case KEYED -> Step.ORDER;
            case ORDERED -> Step.ATTEST;
            case ATTESTED -> Step.LOCK;
            case LOCKED -> Step.RECORD;
            case RECORDED -> Step.LABEL;
            case LABELLED, RELEASED -> Step.RELEASE;
        };
    }
}
