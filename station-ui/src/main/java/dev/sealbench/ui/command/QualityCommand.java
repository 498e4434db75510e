package dev.sealbench.ui.command;

import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport;
import dev.sealbench.core.QualityReport.Count;
import dev.sealbench.core.QualityReport.Yield;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `quality`: how a period went; docs/quality.md defines the figures.
@Command(name = "quality", description = "Say how a period went: yield, takt, cycle times, failures. Days are UTC.")
final class QualityCommand extends SessionCommand {

    @Option(names = "--from", paramLabel = "DAY", description = "first day, as 2026-11-30; default: all from the first")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "last day; default: until now")
    private LocalDate to;

    @Option(names = "--work-order", paramLabel = "W", description = "only its units; adds how long steps take")
    private String workOrder;

    @Override
    int work(Session session) throws StationException {
        var report = session.quality().report(period(), Optional.ofNullable(workOrder));
        var typical = typical(session);
        if (home().json()) {
            var map = asMap(report);
            map.put("typicalStepMillis", typical);
            return say("%s", Json.text(map));
        }
        print(out(), report);
        typical.forEach((step, millis) -> say("typical %-9s %7d ms", step, millis));
        return 0;
    }

    private Period period() {
        try {
            return Days.period(from, to);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Map<String, Long> typical(Session session) throws StationException {
        var map = new LinkedHashMap<String, Long>();
        if (workOrder != null) {
            session.quality().typicalSteps(workOrder).entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each ->
                            map.put(each.getKey().toString(), each.getValue().toMillis()));
        }
        return map;
    }

    private static void print(PrintWriter out, QualityReport report) {
        out.printf("passed              %d%n", report.units());
        out.printf("first-pass yield    %s%n", text(report.firstPass()));
        out.printf("rolled yield        %s%n", text(report.rolled()));
        report.cycle()
                .ifPresent(cycle -> out.printf(
                        Locale.ROOT,
                        "cycle               median %.1f s, 95 %% within %.1f s%n",
                        cycle.median().toMillis() / 1e3,
                        cycle.p95().toMillis() / 1e3));
        report.takt()
                .forEach((station, takt) ->
                        out.printf(Locale.ROOT, "takt                %.1f s at %s%n", takt.toMillis() / 1e3, station));
        report.runs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> out.printf("runs                %d %s%n", each.getValue(), each.getKey()));
        print(out, "rejected at step", report.rejects().bySteps());
        print(out, "rejected on slot", report.rejects().bySlots());
        print(out, "rejected for", report.rejects().byFaults());
        print(out, "station failed for", report.stationFaults());
        report.unitsPerHour().forEach((hour, units) -> out.printf("%s   %d passed%n", hour, units));
    }

    private static void print(PrintWriter out, String what, List<Count> counts) {
        counts.forEach(each -> out.printf("%-19s %d %s%n", what, each.times(), each.what()));
    }

    private static String text(Yield yield) {
        return yield.ratio()
                .map(ratio -> "%.1f %% (%d of %d)".formatted(100 * ratio, yield.good(), yield.all()))
                .orElse("-");
    }

    private static Map<String, Object> asMap(QualityReport report) {
        var map = Json.map(
                "from", report.period().from().toString(),
                "until", report.period().until().toString(),
                "runs", report.runs(),
                "passed", report.units(),
                "firstPass", asMap(report.firstPass()),
                "rolled", asMap(report.rolled()));
        var hours = new LinkedHashMap<String, Long>();
        report.unitsPerHour().forEach((hour, units) -> hours.put(hour.toString(), units));
        map.put("unitsPerHour", hours);
        var takt = new LinkedHashMap<String, Long>();
        report.takt().forEach((station, each) -> takt.put(station, each.toMillis()));
        map.put("taktMillis", takt);
        report.cycle().ifPresent(cycle -> {
            map.put("cycleMedianMillis", cycle.median().toMillis());
            map.put("cycleP95Millis", cycle.p95().toMillis());
            map.put("cycleSeconds", cycle.histogram());
        });
        map.put("rejectedAtStep", asMap(report.rejects().bySteps()));
        map.put("rejectedOnSlot", asMap(report.rejects().bySlots()));
        map.put("rejectedFor", asMap(report.rejects().byFaults()));
        map.put("stationFailedFor", asMap(report.stationFaults()));
        return map;
    }

    private static Map<String, Object> asMap(Yield yield) {
        return Json.map("good", yield.good(), "all", yield.all());
    }

    private static Map<String, Long> asMap(List<Count> counts) {
        var map = new LinkedHashMap<String, Long>();
        counts.forEach(each -> map.put(each.what(), each.times()));
        return map;
    }
}
