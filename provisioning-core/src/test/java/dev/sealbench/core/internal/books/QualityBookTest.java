package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport;
import dev.sealbench.core.QualityReport.Count;
import dev.sealbench.core.QualityReport.Yield;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A little factory day whose figures were worked out by hand.
class QualityBookTest extends BooksContract {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final Period WHOLE_DAY = new Period(DAY, DAY.plus(Duration.ofDays(1)));

    private int runs;

    /// The day, in UTC; "s" is how long the run took:
    ///
    ///     08:10:00 unit 0, slot 1  PASSED           10 s
    ///     08:20:00 unit 1, slot 2  UNIT_REJECTED     4 s   at burn, 501
    ///     08:25:00 unit 2, slot 1  INTERRUPTED            power cut in the key step
    ///     08:50:00 unit 2, slot 1  PASSED            5 s   its first verdict, but not its first run
    ///     09:10:00 unit 1, slot 2  PASSED            9 s   second verdict
    ///     09:20:00 unit 3, slot 2  STATION_FAULTED   3 s   301
    ///     09:30:00 unit 3, slot 1  PASSED           12 s   its second run
    ///     09:59:59.9 unit 4, slot 1 PASSED          30 s   its first run
    ///     10:10:00 unit 5, slot 1  UNIT_REJECTED     8 s   at attest, 801
    ///     10:20:00 unit 6, slot 1  ABANDONED               stopped by the operator
    ///     10:30:00 unit 7, slot 2  UNIT_REJECTED     2 s   at burn, 501
    private void day() throws BooksException {
        openWorkOrder(20);
        run(0, 1, "08:10:00Z", 10, RunResult.PASSED, UnitState.LABELLED, 0);
        run(1, 2, "08:20:00Z", 4, RunResult.UNIT_REJECTED, UnitState.IDENTIFIED, 501);
        run(2, 1, "08:25:00Z", 6, RunResult.INTERRUPTED, UnitState.SCANNED, 0);
        run(2, 1, "08:50:00Z", 5, RunResult.PASSED, UnitState.LABELLED, 0);
        run(1, 2, "09:10:00Z", 9, RunResult.PASSED, UnitState.LABELLED, 0);
        run(3, 2, "09:20:00Z", 3, RunResult.STATION_FAULTED, UnitState.SCANNED, 301);
        run(3, 1, "09:30:00Z", 12, RunResult.PASSED, UnitState.LABELLED, 0);
        run(4, 1, "09:59:59.9Z", 30, RunResult.PASSED, UnitState.LABELLED, 0);
        run(5, 1, "10:10:00Z", 8, RunResult.UNIT_REJECTED, UnitState.ORDERED, 801);
        run(6, 1, "10:20:00Z", 1, RunResult.ABANDONED, UnitState.IDENTIFIED, 1101);
        run(7, 2, "10:30:00Z", 2, RunResult.UNIT_REJECTED, UnitState.IDENTIFIED, 501);
    }

    private UUID run(int unit, int slot, String ended, int seconds, RunResult result, UnitState reached, int fault)
            throws BooksException {
        var serial = SERIALS.get(unit);
        scan(serial);
        var end = Instant.parse("2026-11-20T" + ended);
        var id = new UUID(0x01939f2e_79b0_7000L, 0x8000_0000_0000_0000L + ++runs);
        var run = new RunRecord(
                id, serial, STATION, slot, "op-7", "sealbench 0", end.minusSeconds(seconds), Optional.empty());
        books.runs().open(run, AUTHOR);
        books.runs().close(id, new RunRecord.RunEnd(end, result, reached, fault, ""), AUTHOR);
        return id;
    }

    private QualityReport report() throws BooksException {
        return books.quality().report(WHOLE_DAY, Optional.empty());
    }

    @Test
    void passesAreCountedByTheHourInWhichTheyEnded() throws Exception {
        day();

        assertThat(report().units()).isEqualTo(5);
        assertThat(report().unitsPerHour())
                .containsExactly(
                        Map.entry(Instant.parse("2026-11-20T08:00:00Z"), 2L),
                        Map.entry(Instant.parse("2026-11-20T09:00:00Z"), 3L));
    }

    @Test
    void taktIsTheMedianBetweenOnePassAndTheNext() throws Exception {
        day(); // between passes: 40:00, 20:00, 20:00, 29:59.9

        assertThat(report().takt()).containsExactly(Map.entry(STATION, Duration.ofMillis((1_200_000 + 1_799_900) / 2)));
    }

    @Test
    void theFirstVerdictOfAUnitCountsAndInterruptedStoppedAndFaultyRunsAreNone() throws Exception {
        day();

        assertThat(report().firstPass()).isEqualTo(new Yield(4, 7)); // 0, 2, 3, 4 of 0, 1, 2, 3, 4, 5, 7
        assertThat(report().rolled()).isEqualTo(new Yield(5, 8));
        assertThat(report().firstPass().ratio()).contains(4.0 / 7);
        assertThat(report().runs())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        RunResult.PASSED, 5L,
                        RunResult.UNIT_REJECTED, 3L,
                        RunResult.STATION_FAULTED, 1L,
                        RunResult.ABANDONED, 1L,
                        RunResult.INTERRUPTED, 1L));
    }

    @Test
    void aVerdictBeforeThePeriodIsStillTheFirst() throws Exception {
        day();

        var late = books.quality()
                .report(new Period(Instant.parse("2026-11-20T09:00:00Z"), WHOLE_DAY.until()), Optional.empty());

        assertThat(late.firstPass()).isEqualTo(new Yield(2, 4)); // 3, 4 of 3, 4, 5, 7; unit 1 had its verdict
        assertThat(late.units()).isEqualTo(3);
    }

    @Test
    void aPeriodHoldsItsFirstMomentAndNotItsLast() throws Exception {
        day();
        var from = Instant.parse("2026-11-20T08:10:00Z");
        var until = Instant.parse("2026-11-20T08:50:00Z");

        assertThat(books.quality()
                        .report(new Period(from, until), Optional.empty())
                        .units())
                .isEqualTo(1);
    }

    @Test
    void rejectsAreSortedByStepSlotAndFaultWithTheMostFrequentFirst() throws Exception {
        day();

        assertThat(report().rejects().bySteps()).containsExactly(new Count("burn", 2), new Count("attest", 1));
        assertThat(report().rejects().bySlots()).containsExactly(new Count("line-1/2", 2), new Count("line-1/1", 1));
        assertThat(report().rejects().byFaults())
                .containsExactly(
                        new Count(Fault.BURN_REFUSED.toString(), 2), new Count(Fault.RECEIPT_WRONG.toString(), 1));
        assertThat(report().stationFaults()).containsExactly(new Count(Fault.PORT_ABSENT.toString(), 1));
    }

    @Test
    void cycleTimesAreThoseOfUnitsThatPassedInTheirFirstRun() throws Exception {
        day();

        var cycle = report().cycle().orElseThrow();

        assertThat(cycle.median()).isEqualTo(Duration.ofSeconds(20)); // of 10 and 30 s
        assertThat(cycle.p95()).isEqualTo(Duration.ofSeconds(30));
        assertThat(cycle.histogram()).containsExactly(Map.entry(10L, 1L), Map.entry(30L, 1L));
    }

    @Test
    void aRefusedScanIsNoFailureOfTheUnit() throws Exception {
        day();
        var before = report();
        var stranger = SerialNumber.of("CP426471", 9_000).orElseThrow();
        assertThat(catchThrowableOfType(BooksRefused.class, () -> scan(stranger)))
                .isNotNull();
        books.events()
                .append(
                        new NewEvent(
                                "run.refused",
                                Optional.of(SERIALS.get(4)),
                                Optional.empty(),
                                dev.sealbench.core.EventRecord.Result.REFUSED,
                                "already finished"),
                        AUTHOR);

        assertThat(report()).isEqualTo(before);
    }

    @Test
    void figuresOfOneWorkOrderLeaveTheOthersOut() throws Exception {
        day();

        assertThat(books.quality().report(WHOLE_DAY, Optional.of("WO-1")).units())
                .isEqualTo(5);
        var none = books.quality().report(WHOLE_DAY, Optional.of("WO-2"));
        assertThat(none.units()).isZero();
        assertThat(none.firstPass().ratio()).isEmpty();
        assertThat(none.cycle()).isEmpty();
    }

    @Test
    void stepsAreLearnedFromUnitsThatPassedInTheirFirstRun() throws Exception {
        openWorkOrder(20);
        steps(0, "08:10:00Z", Map.of(Step.BURN, Duration.ofMillis(4000), Step.KEY, Duration.ofMillis(300)));
        steps(1, "08:20:00Z", Map.of(Step.BURN, Duration.ofMillis(6000), Step.KEY, Duration.ofMillis(100)));
        steps(2, "08:30:00Z", Map.of(Step.BURN, Duration.ofMillis(5000)));
        run(3, 1, "08:40:00Z", 1, RunResult.INTERRUPTED, UnitState.SCANNED, 0);
        steps(3, "08:50:00Z", Map.of(Step.BURN, Duration.ofMillis(1), Step.KEY, Duration.ofMillis(1)));

        assertThat(books.quality().typicalSteps("CP4", Samples.RELEASE.image()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Step.BURN, Duration.ofMillis(5000), Step.KEY, Duration.ofMillis(200)));
        assertThat(books.quality().typicalSteps("CP5", Samples.RELEASE.image())).isEmpty();
        assertThat(books.quality().typicalSteps("CP4", Digest.sha256(new byte[1])))
                .isEmpty();
    }

    private void steps(int unit, String ended, Map<Step, Duration> steps) throws BooksException {
        scan(SERIALS.get(unit));
        var end = Instant.parse("2026-11-20T" + ended);
        var id = new UUID(0x01939f2e_79b0_7000L, 0x8000_0000_0000_0000L + ++runs);
        var run = new RunRecord(
                id, SERIALS.get(unit), STATION, 1, "op-7", "sealbench 0", end.minusSeconds(9), Optional.empty());
        books.runs().open(run, AUTHOR);
        var passed = new RunRecord.RunEnd(end, RunResult.PASSED, UnitState.LABELLED, 0, "");
        books.runs().close(id, passed, steps, AUTHOR);
        books.runs().close(id, passed, steps, AUTHOR);
        assertThat(books.runs().steps(id)).isEqualTo(steps);
    }

    @Test
    void stepTimesAndDatesAreNeverChanged() throws Exception {
        openWorkOrder(20);
        steps(0, "08:10:00Z", Map.of(Step.BURN, Duration.ofMillis(4000)));
        for (var statement : new String[] {"UPDATE run_step SET milliseconds = 1", "DELETE FROM run_step"}) {
            try (var connection = server().connect();
                    var sql = connection.createStatement()) {
                var refused = catchThrowableOfType(SQLException.class, () -> sql.execute(statement));
                assertThat(refused.getSQLState()).isEqualTo(AppendOnlyTrigger.REFUSED);
            }
        }
    }
}
