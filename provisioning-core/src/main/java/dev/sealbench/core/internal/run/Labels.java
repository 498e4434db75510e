package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.UnitSecret;
import dev.sealbench.core.internal.label.AccessFacts;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelTemplate;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.print.FolderPrinter;
import dev.sealbench.core.internal.print.PrintFailure;
import dev.sealbench.core.internal.print.Printers;
import dev.sealbench.core.internal.print.ZplPrinter;
import dev.sealbench.vault.VaultException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Labels of booked units: printed again, scanned back, shown with their secrets masked.
public final class Labels {

    private static final Logger LOG = LoggerFactory.getLogger(Labels.class);

    private static final int PREVIEW_DPI = 203;

    private static final AtomicBoolean WARM = new AtomicBoolean();

    /// One for the program, made when the first label is: it loads the fonts.
    private static final class Shared {
        static final LabelMaker MAKER = new LabelMaker();
    }

    private final Bench bench;
    private final Printers printers;

    public Labels(Bench bench) {
        this.bench = bench;
        this.printers = new Printers(bench.config(), Shared.MAKER, bench.vault(), ZplPrinter.Times.standard());
    }

    /// Loads fonts and drawing code in the background, once, while the station waits for its first charger.
    static void warmUp() {
        if (!WARM.getAndSet(true)) {
            Thread.ofPlatform().name("label-warm-up").daemon().start(Labels::drawSample);
        }
    }

    private static void drawSample() {
        var facts = new AccessFacts("-", "-", new SerialNumber("CP42647100001239"), "-", "-", "-");
        var nothing = new char[16];
        Arrays.fill(nothing, '0');
        var template = LabelTemplate.standard(LabelKind.ACCESS);
        try (var layout = Shared.MAKER.access(template, facts, nothing, nothing, 1)) {
            Shared.MAKER.pdf(layout);
        } catch (LabelRefused | LabelUnreadable e) {
            LOG.warn("the first label was not drawn ahead: {}", e.getMessage());
        }
    }

    /// Whether the printers would print now.
    public PrinterChecks printerChecks() {
        return new PrinterChecks(bench.config(), printers);
    }

    /// The prints and scans of one unit's labels.
    LabelRound round(SerialNumber serial) throws StepFailure {
        return new LabelRound(bench.books(), bench.author(), serial, facts(serial), printers::of);
    }

    /// Prints a label again, and has it scanned back.
    ///
    /// @param reason why
    /// @return the print that is believed
    public LabelPrint reprint(SerialNumber serial, LabelKind kind, String reason, ScanBack scanBack)
            throws StepFailure {
        var round = round(serial);
        var print = round.print(kind, reason, _ -> {});
        return believed(round, print, false, scanBack);
    }

    /// Has the last print of a label scanned back, if it was not.
    public LabelPrint scanBack(SerialNumber serial, LabelKind kind, ScanBack scanBack) throws StepFailure {
        var round = round(serial);
        var print = round.last(kind)
                .orElseThrow(() -> new StepFailure(Step.LABEL, Fault.WRONG_STATE, "it was never printed"));
        return print.confirmed().isPresent() ? print : believed(round, print, true, scanBack);
    }

    private static LabelPrint believed(LabelRound round, LabelPrint print, boolean inDoubt, ScanBack scanBack)
            throws StepFailure {
        var missing = round.scannedBack(print, inDoubt, scanBack);
        if (missing.isPresent()) {
            throw new StepFailure(Step.LABEL, Fault.LABEL_NOT_WRITTEN, missing.get());
        }
        return print;
    }

    /// The file of a print, where the folder is the printer.
    public Optional<Path> file(LabelPrint print) {
        return printers.of(print.kind()) instanceof FolderPrinter
                ? Optional.of(FolderPrinter.file(Path.of(bench.config().labelDirectory()), print))
                : Optional.empty();
    }

    /// Prints a label that says nothing on the printer of `kind`.
    ///
    /// @param config whose printers are meant: settings may be newer than what the station works with
    public PrinterTest testPrint(StationConfig config, LabelKind kind) throws StationException {
        var printer = new Printers(config, Shared.MAKER, bench.vault(), ZplPrinter.Times.standard()).of(kind);
        return new TestPrint(config, bench.clock()).on(printer, kind);
    }

    /// Templates: checked with this maker's drawing.
    public Templates templates() {
        return new Templates(bench, Shared.MAKER);
    }

    /// Refuses labels with secrets of a unit whose secrets are gone.
    public void requireCredentials(SerialNumber serial, LabelKind kind) throws StepFailure {
        if (kind == LabelKind.PLATE) {
            return;
        }
        try {
            var shredded = bench.books().secrets().current(serial).flatMap(UnitSecret::shredded);
            if (shredded.isPresent()) {
                throw new StepFailure(
                        Step.LABEL,
                        Fault.CREDENTIALS_DESTROYED,
                        "on %s, as work order %s asks".formatted(day(shredded.get()), workOrder(serial)));
            }
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private String workOrder(SerialNumber serial) throws BooksException {
        return bench.books().units().find(serial).map(UnitRecord::workOrder).orElse("?");
    }

    /// The picture for a screen, PNG: secrets are masked, no print is counted.
    ///
    /// @param next as the next print will be, not as the last one was
    public byte[] preview(SerialNumber serial, LabelKind kind, boolean next) throws StepFailure {
        try {
            int copy = Math.max(1, bench.books().labels().nextCopy(serial, kind) - (next ? 0 : 1));
            return facts(serial).withLayout(kind, copy, layout -> Shared.MAKER.previewPng(layout, PREVIEW_DPI));
        } catch (LabelRefused | LabelUnreadable | PrintFailure e) {
            throw new StepFailure(Step.LABEL, Fault.LABEL_UNREADABLE, e.getMessage(), e);
        } catch (VaultException e) {
            throw new StepFailure(Step.LABEL, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private LabelFacts facts(SerialNumber serial) throws StepFailure {
        try {
            return LabelFacts.of(bench, serial, Shared.MAKER);
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }
}
