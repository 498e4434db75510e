package dev.sealbench.ui.window.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport.Yield;
import dev.sealbench.ui.window.WindowText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Columns, days and numbers, without a window.
class FiguresTest {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final QualityText ENGLISH = new QualityText(new WindowText(WindowText.LANGUAGES.getFirst()));

    @Test
    void aDayIsTheOneOfThePlaceAlsoWhenItHas25Hours() {
        var today = LocalDate.parse("2026-10-25");
        assertThat(QualityFilter.today(today).period(today, AMSTERDAM))
                .contains(new Period(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z")));
    }

    @Test
    void daysInTheWrongOrderAreNoPeriod() {
        var today = LocalDate.parse("2026-11-23");
        assertThat(QualityFilter.today(today).with(today, today.minusDays(1)).period(today, AMSTERDAM))
                .isEmpty();
    }

    @Test
    void otherDaysBeginWithThoseThatWereSeen() {
        var today = LocalDate.parse("2026-11-23");
        var other = QualityFilter.today(today).with(Span.WEEK, today).with(Span.OTHER, today);
        assertThat(other.from()).isEqualTo("2026-11-17");
        assertThat(other.to()).isEqualTo(today);
    }

    @Test
    void hoursWithoutAPassAreColumnsToo() {
        var passes = Passes.of(
                new TreeMap<>(
                        Map.of(Instant.parse("2026-11-23T08:00:00Z"), 3L, Instant.parse("2026-11-23T11:00:00Z"), 4L)),
                AMSTERDAM);
        assertThat(passes.grain()).isEqualTo(Passes.Grain.HOUR);
        assertThat(passes.columns().values()).containsExactly(3L, 0L, 0L, 4L);
        assertThat(ENGLISH.column(passes.grain(), passes.columns().firstKey())).isEqualTo("09:00");
    }

    @Test
    void theHourThatAClockStrikesTwiceIsTwoColumns() {
        var hours = new TreeMap<Instant, Long>();
        LongStream.range(0, 4)
                .forEach(hour -> hours.put(Instant.parse("2026-10-25T00:00:00Z").plus(Duration.ofHours(hour)), 1L));
        assertThat(Passes.of(hours, AMSTERDAM).columns().values()).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void weeksAreShownByDaysAndYearsByMonths() {
        var weeks = Map.of(Instant.parse("2026-11-02T08:00:00Z"), 3L, Instant.parse("2026-11-23T11:00:00Z"), 4L);
        var years = Map.of(Instant.parse("2024-11-02T08:00:00Z"), 3L, Instant.parse("2026-11-23T11:00:00Z"), 4L);
        assertThat(Passes.of(new TreeMap<>(weeks), AMSTERDAM).columns()).hasSize(22);
        assertThat(Passes.of(new TreeMap<>(years), AMSTERDAM).columns()).hasSize(25);
    }

    @Test
    void everyColumnHasALabelInEveryLanguage() {
        var at = Instant.parse("2026-11-23T08:00:00Z").atZone(AMSTERDAM);
        for (var locale : WindowText.LANGUAGES) {
            var text = new QualityText(new WindowText(locale));
            assertThat(Arrays.stream(Passes.Grain.values()).map(grain -> text.column(grain, at)))
                    .doesNotContain("")
                    .hasSize(4);
        }
    }

    @Test
    void oneForgottenUnitDoesNotPressAllOthersTogether() {
        var histogram = new TreeMap<>(Map.of(180L, 5L, 190L, 9L, 200L, 3L, 7_200L, 1L));
        var bins = CycleBins.of(histogram, 200);
        assertThat(bins.columns()).hasSizeLessThanOrEqualTo(CycleBins.MOST);
        assertThat(bins.columns().getLast().open()).isTrue();
        assertThat(bins.columns().getLast().runs()).isEqualTo(1);
        assertThat(bins.columns().stream().mapToLong(CycleBins.Bin::runs).sum()).isEqualTo(18);
        assertThat(bins.columns().stream().filter(bin -> bin.runs() > 0)).hasSize(4);
    }

    @Test
    void noRunIsLostHoweverLongAllOfThemTook() {
        for (long scale : new long[] {0, 1, 7, 60, 3_601, 90_000, 9_000_000}) {
            var histogram = new TreeMap<Long, Long>();
            LongStream.range(0, 100).forEach(run -> histogram.merge(run * scale, 1L, Long::sum));
            var bins = CycleBins.of(histogram, 94 * scale);
            assertThat(bins.columns()).as("scale " + scale).hasSizeBetween(1, CycleBins.MOST);
            assertThat(bins.columns().stream().mapToLong(CycleBins.Bin::runs).sum())
                    .isEqualTo(100);
        }
    }

    @Test
    void nearlyAllIsNeverRoundedUpToAll() {
        assertThat(ENGLISH.percent(new Yield(9_999, 10_000))).isEqualTo("99.9%");
        assertThat(ENGLISH.percent(new Yield(10_000, 10_000))).isEqualTo("100.0%");
        assertThat(ENGLISH.percent(new Yield(0, 0))).isEqualTo("–");
    }

    @Test
    void linesBehindAChartStandAtRoundNumbers() {
        assertThat(List.of(0L, 1L, 4L, 5L, 25L, 81L, 12_345L).stream().map(ColumnChart::step))
                .containsExactly(1L, 1L, 1L, 1L, 5L, 20L, 5_000L);
    }

    @Test
    void everyFaultOfTheBooksIsToldInWords() {
        for (var fault : Fault.values()) {
            assertThat(ENGLISH.fault(fault.toString()))
                    .isEqualTo(ENGLISH.words().what(fault));
        }
        assertThat(ENGLISH.fault("599")).isEqualTo("599");
    }

    @Test
    void whatASpreadsheetWouldCalculateHasAnApostropheInFront() {
        var period = new Period(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        assertThat(QualityCsv.of(ScriptedQuality.nothing(period), "=1+1")).contains("work order,,'=1+1\r\n");
        assertThat(QualityCsv.of(ScriptedQuality.nothing(period), "a,\"b\""))
                .contains("work order,,\"a,\"\"b\"\"\"\r\n");
        assertThat(QualityCsv.of(ScriptedQuality.shift(period), "")).contains("rejected at step,identify,6");
    }
}
