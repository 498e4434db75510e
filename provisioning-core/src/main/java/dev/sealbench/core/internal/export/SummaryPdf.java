package dev.sealbench.core.internal.export;

import dev.sealbench.core.internal.label.LabelFonts;
import dev.sealbench.core.internal.label.TextStyle;
import dev.sealbench.core.internal.label.TextStyle.Align;
import dev.sealbench.core.internal.label.Typeface;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Writes summary.pdf: an A4 report that a person reads first. Counts, yield, faults, the first units.
///
/// One object writes one report.
final class SummaryPdf {

    static final String NAME = "summary.pdf";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final TextStyle TITLE = new TextStyle(Typeface.SANS_BOLD, 20, Align.LEFT);
    private static final TextStyle HEADING = new TextStyle(Typeface.SANS_BOLD, 12, Align.LEFT);
    private static final TextStyle FIGURE = new TextStyle(Typeface.SANS_BOLD, 22, Align.LEFT);
    private static final TextStyle BODY = new TextStyle(Typeface.SANS, 9, Align.LEFT);
    private static final TextStyle BOLD = new TextStyle(Typeface.SANS_BOLD, 8, Align.LEFT);
    private static final TextStyle CELL = new TextStyle(Typeface.SANS, 8, Align.LEFT);
    private static final TextStyle SERIAL = new TextStyle(Typeface.MONO, 8, Align.LEFT);

    private static final double BAR_LEFT_MM = 62;
    private static final double BAR_MAX_MM = 90;
    private static final double ROW_MM = 5.4;
    private static final int MAX_FAULT_ROWS = 10;

    /// Left edges of the list: serial, work order, customer, model, state, runs, firmware.
    private static final List<Double> COLUMNS_MM = List.of(0.0, 33.0, 59.0, 92.0, 122.0, 144.0, 153.0);

    private static final List<String> COLUMN_NAMES =
            List.of("Serial", "Work order", "Customer", "Model", "State", "Runs", "Firmware");

    private final Facts facts;
    private final LabelFonts fonts;

    /// What the head of the report says.
    ///
    /// @param scope what was exported
    /// @param created when
    record Facts(ExportScope scope, Instant created) {}

    SummaryPdf(LabelFonts fonts, Facts facts) {
        this.fonts = fonts;
        this.facts = facts;
    }

    /// The report as a PDF. Its size is bounded, whatever was counted.
    byte[] of(ExportTally tally) throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            document.setDocumentId(0L); // else the time of writing becomes part of the file
            document.getDocumentInformation().setTitle("Sealbench audit export");
            try (var report = new ReportPages(document, fonts, footer())) {
                head(report);
                figures(report, tally);
                states(report, tally);
                faults(report, tally);
                units(report, tally);
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private String footer() {
        return PlainText.of("Sealbench audit export \u00b7 station %s \u00b7 %s"
                .formatted(facts.scope().station(), TIME.format(facts.created())));
    }

    private void head(ReportPages report) throws IOException {
        report.line(TITLE, "Audit export");
        report.skip(2);
        report.row(BODY, List.of(0.0, 30.0), List.of("Range", facts.scope().range()));
        report.row(BODY, List.of(0.0, 30.0), List.of("Station", facts.scope().station()));
        report.row(BODY, List.of(0.0, 30.0), List.of("Written", TIME.format(facts.created())));
        report.row(BODY, List.of(0.0, 30.0), List.of("Programs", facts.scope().versions()));
        report.skip(3);
        report.rule();
    }

    private void figures(ReportPages report, ExportTally tally) throws IOException {
        long finished = tally.good() + tally.bad();
        var columns = List.of(0.0, 44.0, 88.0, 132.0);
        report.row(
                FIGURE,
                columns,
                List.of(
                        number(tally.units()),
                        number(tally.good()),
                        percent(tally.good(), finished),
                        percent(tally.goodAtOnce(), finished)));
        report.row(BODY, columns, List.of("units", "locked to their customer", "yield", "first-pass yield"));
        report.skip(1.5);
        report.line(
                CELL,
                "Yield counts finished units: %s locked, %s reverted, set aside or scrapped. %s are still on their way."
                        .formatted(number(tally.good()), number(tally.bad()), number(tally.units() - finished)));
        report.line(
                CELL,
                "With this summary: %s events, %s signed orders and decisions, %s receipts."
                        .formatted(number(tally.events()), number(tally.orders()), number(tally.receipts())));
        report.skip(4);
    }

    private void states(ReportPages report, ExportTally tally) throws IOException {
        report.line(HEADING, "Units by state");
        report.skip(1.5);
        for (var state : tally.states().entrySet()) {
            bar(report, state.getKey().name().toLowerCase(Locale.ROOT), state.getValue(), tally.units());
        }
        report.skip(4);
    }

    private void faults(ReportPages report, ExportTally tally) throws IOException {
        report.line(HEADING, "Last fault of units that failed at least once");
        report.skip(1.5);
        if (tally.faults().isEmpty()) {
            report.line(CELL, "None.");
        }
        var faults = tally.faults();
        for (var fault : faults.subList(0, Math.min(MAX_FAULT_ROWS, faults.size()))) {
            bar(report, fault.getKey(), fault.getValue(), faults.getFirst().getValue());
        }
        report.skip(4);
    }

    private void bar(ReportPages report, String name, long count, long most) throws IOException {
        report.keepTogether(ROW_MM);
        report.bar(BAR_LEFT_MM, BAR_MAX_MM * count / Math.max(1, most));
        report.row(CELL, List.of(0.0, BAR_LEFT_MM + BAR_MAX_MM + 3), List.of(name, number(count)));
        report.skip(1);
    }

    private void units(ReportPages report, ExportTally tally) throws IOException {
        report.keepTogether(30);
        report.line(HEADING, "Units");
        report.skip(1.5);
        if (tally.units() > tally.listed().size()) {
            report.line(
                    CELL,
                    "The first %s of %s; all of them are in units.csv."
                            .formatted(number(tally.listed().size()), number(tally.units())));
            report.skip(1);
        }
        report.row(BOLD, COLUMNS_MM, COLUMN_NAMES);
        report.rule();
        for (var unit : tally.listed()) {
            report.row(SERIAL, List.of(0.0), List.of(unit.serial().text()), 0);
            report.row(CELL, COLUMNS_MM.subList(1, COLUMNS_MM.size()), cells(unit));
        }
    }

    private static List<String> cells(ExportedUnit unit) {
        return List.of(
                unit.placement().workOrder(),
                unit.placement().customer(),
                unit.placement().model(),
                unit.progress().state().name().toLowerCase(Locale.ROOT),
                Integer.toString(unit.progress().runs()),
                unit.build().map(build -> build.firmware().version()).orElse("\u2013"));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "\u2013" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
