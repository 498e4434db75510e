package dev.sealbench.ui.window.quality;

import dev.sealbench.core.QualityReport;
import dev.sealbench.core.QualityReport.Count;
import java.util.List;
import java.util.Map;

/// The figures for a spreadsheet: RFC 4180, three columns, times in UTC and durations in milliseconds, in English, so
/// that the same days give the same text everywhere.
final class QualityCsv {

    private static final String NEW_LINE = "\r\n";

    private final StringBuilder lines = new StringBuilder();

    private QualityCsv() {}

    /// The whole report.
    static String of(QualityReport report, String workOrder) {
        var csv = new QualityCsv();
        csv.line("figure", "of", "value");
        csv.line("from", "", report.period().from());
        csv.line("until", "", report.period().until());
        csv.line("work order", "", workOrder.isEmpty() ? "all" : workOrder);
        csv.line("passed", "", report.units());
        csv.line("first-pass yield", "good", report.firstPass().good());
        csv.line("first-pass yield", "all", report.firstPass().all());
        csv.line("rolled yield", "good", report.rolled().good());
        csv.line("rolled yield", "all", report.rolled().all());
        report.runs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> csv.line("runs", each.getKey(), each.getValue()));
        report.takt().forEach((station, takt) -> csv.line("takt ms", station, takt.toMillis()));
        csv.counts("rejected at step", report.rejects().bySteps());
        csv.counts("rejected on slot", report.rejects().bySlots());
        csv.counts("rejected for", report.rejects().byFaults());
        csv.counts("station failed for", report.stationFaults());
        report.unitsPerHour().forEach((hour, units) -> csv.line("passed in hour", hour, units));
        report.cycle().ifPresent(cycle -> {
            csv.line("cycle ms", "median", cycle.median().toMillis());
            csv.line("cycle ms", "p95", cycle.p95().toMillis());
            cycle.histogram().forEach((seconds, runs) -> csv.line("cycles of seconds", seconds, runs));
        });
        return csv.lines.toString();
    }

    private void counts(String figure, List<Count> counts) {
        counts.forEach(each -> line(figure, each.what(), each.times()));
    }

    private void line(Object figure, Object of, Object value) {
        lines.append(figure)
                .append(',')
                .append(field(of))
                .append(',')
                .append(field(value))
                .append(NEW_LINE);
    }

    /// Quoted, and with an apostrophe in front where a spreadsheet would calculate it.
    private static String field(Object value) {
        var text = value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0)
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
