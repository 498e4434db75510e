package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.label.LabelBox;
import dev.sealbench.core.internal.label.LabelContent;
import dev.sealbench.core.internal.label.LabelElement;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelTemplate;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.label.Symbology;
import dev.sealbench.core.internal.label.TextStyle;
import dev.sealbench.core.internal.label.Typeface;
import dev.sealbench.core.internal.print.LabelPrinter;
import dev.sealbench.core.internal.print.PrintFailure;
import dev.sealbench.vault.VaultException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A label on paper of the right size that nobody takes for a unit's: no serial number, no secret, and a code that no
/// step has a use for.
final class TestPrint {

    /// No product is called 000: names the job where a printer wants a serial number, stands on no label.
    private static final SerialNumber NOBODY = SerialNumber.of("00000010", 1).orElseThrow();

    private static final TextStyle TITLE = new TextStyle(Typeface.SANS_BOLD, 16, TextStyle.Align.LEFT);
    private static final TextStyle LINE = new TextStyle(Typeface.SANS, 10, TextStyle.Align.LEFT);
    private static final double LEFT_MM = 5;
    private static final double CODE_MM = 18;

    private final StationConfig config;
    private final Clock clock;

    TestPrint(StationConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /// Prints it, unless the folder is the printer: that is no printer to test.
    PrinterTest on(LabelPrinter printer, LabelKind kind) throws StationException {
        var where = config.printer(kind);
        if (where.type() == LabelPrinterConfig.Type.FOLDER) {
            return new PrinterTest(kind, where, PrinterTest.Outcome.FOLDER, "");
        }
        try (var job = printer.ready();
                var layout = layout(kind)) {
            job.prepare(layout);
            job.print(new LabelPrint(
                    NOBODY,
                    kind,
                    1,
                    clock.instant(),
                    "",
                    config.stationId(),
                    "test print",
                    Optional.empty(),
                    Optional.empty()));
            return new PrinterTest(kind, where, PrinterTest.Outcome.PRINTED, "");
        } catch (PrintFailure e) {
            var outcome = e.outcome() == PrintFailure.Outcome.IN_DOUBT
                    ? PrinterTest.Outcome.IN_DOUBT
                    : PrinterTest.Outcome.NOT_READY;
            return new PrinterTest(kind, where, outcome, e.getMessage());
        } catch (LabelRefused | LabelUnreadable e) {
            throw new StationException(Fault.LABEL_UNREADABLE, e.getMessage(), e);
        } catch (VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private LabelLayout layout(LabelKind kind) {
        var paper = LabelTemplate.standard(kind);
        double width = paper.widthMm() - CODE_MM - 3 * LEFT_MM;
        var now = clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        return new LabelLayout(
                "test",
                paper.widthMm(),
                paper.heightMm(),
                List.of(
                        text(TITLE, 5, width, "Test print"),
                        text(LINE, 15, width, "Not a unit's label: throw it away."),
                        text(LINE, 22, width, "Printer of: " + kind.name().toLowerCase(Locale.ROOT)),
                        text(LINE, 29, width, now.toLocalDate() + " " + now.toLocalTime() + " UTC"),
                        new LabelElement.Code(
                                new LabelBox(paper.widthMm() - CODE_MM - LEFT_MM, 5, CODE_MM, CODE_MM),
                                Symbology.DATA_MATRIX,
                                new LabelContent.Plain("SEALBENCH TEST PRINT"))));
    }

    private static LabelElement text(TextStyle style, double yMm, double widthMm, String words) {
        var box = new LabelBox(LEFT_MM, yMm, widthMm, style.lineHeightMm() + 0.1);
        return new LabelElement.Text(box, style, new LabelContent.Plain(words));
    }
}
