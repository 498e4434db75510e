package dev.sealbench.ui.window.quality;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport;
import dev.sealbench.core.QualityReport.Count;
import dev.sealbench.core.QualityReport.Cycle;
import dev.sealbench.core.QualityReport.Rejects;
import dev.sealbench.core.QualityReport.Yield;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.StationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// Books that say what a test wants, and remember what they were asked.
public final class ScriptedQuality implements QualityStation {

    /// What was asked.
    record Question(Period period, Optional<String> workOrder) {}

    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private volatile Function<Question, QualityReport> answer = question -> shift(question.period());
    private volatile Optional<StationException> failure = Optional.empty();
    private volatile CountDownLatch open = new CountDownLatch(0);

    /// Every hour of a year, 30 slots, every step and fault.
    public static ScriptedQuality ofAYear() {
        var quality = new ScriptedQuality();
        quality.answer(question -> {
            var hours = new TreeMap<Instant, Long>();
            for (int hour = 0; hour < 365 * 24; hour++) {
                hours.put(question.period().until().minus(Duration.ofHours(hour + 1L)), 20L + hour % 7);
            }
            var takt = new TreeMap<>(Map.of("line-2-station-1", Duration.ofMillis(151_400)));
            return report(question.period(), runs(189_000, 1_400), hours, takt, Optional.of(cycle()));
        });
        return quality;
    }

    void answer(Function<Question, QualityReport> with) {
        answer = with;
    }

    void fail(StationException with) {
        failure = Optional.ofNullable(with);
    }

    /// The next answers wait until [#letGo].
    void hold() {
        open = new CountDownLatch(1);
    }

    void letGo() {
        open.countDown();
    }

    List<Question> questions() {
        return questions;
    }

    @Override
    public List<String> workOrders() {
        return List.of("WO-2026-0043", "WO-2026-0042");
    }

    @Override
    public QualityReport report(Period period, Optional<String> workOrder) throws StationException {
        var question = new Question(period, workOrder);
        questions.add(question);
        var gate = open;
        var says = answer;
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return says.apply(question);
    }

    static QualityReport nothing(Period period) {
        return report(period, Map.of(), new TreeMap<>(), new TreeMap<>(), Optional.empty());
    }

    /// A day on which something of everything happened.
    static QualityReport shift(Period period) {
        var hours = new TreeMap<Instant, Long>();
        long[] units = {6, 21, 24, 23, 11, 22, 25, 24, 20, 13};
        for (int hour = 0; hour < units.length; hour++) {
            hours.put(period.from().plus(Duration.ofHours(5L + hour)), units[hour]);
        }
        var takt = new TreeMap<>(Map.of("line-2-station-1", Duration.ofMillis(151_400)));
        return report(period, runs(189, 14), hours, takt, Optional.of(cycle()));
    }

    /// Four stations over a month.
    static QualityReport month(Period period) {
        var hours = new TreeMap<Instant, Long>();
        for (int day = 0; day < 29; day++) {
            if (day % 7 < 5) {
                hours.put(period.from().plus(Duration.ofHours(24L * day + 8)), 1_190L + 37 * (day % 4));
            }
        }
        var takt = new TreeMap<String, Duration>();
        for (int station = 1; station <= 4; station++) {
            takt.put("line-2-station-" + station, Duration.ofSeconds(148 + station));
        }
        return report(period, runs(25_904, 812), hours, takt, Optional.of(cycle()));
    }

    private static Map<RunResult, Long> runs(long passed, long rejected) {
        return Map.of(
                RunResult.PASSED, passed,
                RunResult.UNIT_REJECTED, rejected,
                RunResult.STATION_FAULTED, 5L,
                RunResult.ABANDONED, 2L,
                RunResult.INTERRUPTED, 1L);
    }

    private static Cycle cycle() {
        var histogram = new TreeMap<Long, Long>();
        long[] runs = {1, 2, 5, 9, 17, 28, 33, 27, 19, 13, 8, 5, 4, 3, 2, 2, 1};
        for (int at = 0; at < runs.length; at++) {
            histogram.put(172L + 4 * at, runs[at]);
        }
        histogram.put(1_611L, 1L); // somebody had lunch before the label was scanned
        return new Cycle(Duration.ofMillis(197_300), Duration.ofMillis(221_800), histogram);
    }

    private static QualityReport report(
            Period period,
            Map<RunResult, Long> runs,
            SortedMap<Instant, Long> hours,
            SortedMap<String, Duration> takt,
            Optional<Cycle> cycle) {
        long passed = runs.getOrDefault(RunResult.PASSED, 0L);
        long verdicts = passed + runs.getOrDefault(RunResult.UNIT_REJECTED, 0L);
        boolean any = !runs.isEmpty();
        return new QualityReport(
                period,
                runs,
                passed,
                hours,
                takt,
                any ? new Yield(passed - 9, passed - 2) : new Yield(0, 0),
                new Yield(passed, verdicts),
                any ? rejects() : new Rejects(List.of(), List.of(), List.of()),
                any ? stationFaults() : List.of(),
                cycle);
    }

    private static Rejects rejects() {
        return new Rejects(
                List.of(new Count("identify", 6), new Count("attest", 4), new Count("key", 3), new Count("burn", 1)),
                List.of(
                        new Count("line-2-station-1/3", 5),
                        new Count("line-2-station-1/1", 3),
                        new Count("line-2-station-1/7", 2),
                        new Count("line-2-station-1/2", 1),
                        new Count("line-2-station-1/4", 1),
                        new Count("line-2-station-1/5", 1),
                        new Count("line-2-station-1/8", 1)),
                List.of(
                        new Count(Fault.DOES_NOT_BOOT.toString(), 6),
                        new Count(Fault.RECEIPT_WRONG.toString(), 4),
                        new Count(Fault.TPM_REFUSED.toString(), 3),
                        new Count("599", 1)));
    }

    private static List<Count> stationFaults() {
        return List.of(new Count(Fault.PRINTER_NOT_READY.toString(), 3), new Count(Fault.PORT_GONE.toString(), 2));
    }
}
