package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.label.AccessFacts;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes label files: drawn, proven readable, sealed, counted. What is in a file in the clear lives in
/// memory only.
public final class Labels {

    private static final Logger LOG = LoggerFactory.getLogger(Labels.class);

    private static final int PREVIEW_DPI = 203;

    private static final AtomicBoolean WARM = new AtomicBoolean();

    /// One for the program, made when the first label is: it loads the fonts.
    private static final class Shared {
        static final LabelMaker MAKER = new LabelMaker();
    }

    private final Bench bench;

    public Labels(Bench bench) {
        this.bench = bench;
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
        try (var layout = Shared.MAKER.access(facts, nothing, nothing, 1)) {
            Shared.MAKER.pdf(layout);
        } catch (LabelRefused | LabelUnreadable e) {
            LOG.warn("the first label was not drawn ahead: {}", e.getMessage());
        }
    }

    /// Whether the books count a print of this label. They are asked, not the journal: they count first.
    boolean wasBegun(SerialNumber serial, LabelKind kind) throws StepFailure {
        try {
            return bench.books().labels().nextCopy(serial, kind) > 1;
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Counts a print before anything is drawn.
    ///
    /// @param reason why again; empty for a first copy
    public LabelPrint begin(SerialNumber serial, LabelKind kind, String reason) throws StepFailure {
        try {
            return bench.books().labels().begin(serial, kind, reason, bench.author());
        } catch (BooksRefused e) {
            throw new StepFailure(Step.LABEL, Fault.WRONG_STATE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Draws the label, reads its codes back, and leaves it sealed in the label folder.
    ///
    /// @return the file
    public Path make(LabelPrint print) throws StepFailure {
        var file = fileOf(print);
        try {
            var facts = LabelFacts.of(bench, print.serial());
            byte[] sealed = facts.withLayout(Shared.MAKER, print.kind(), print.copy(), layout -> sealed(print, layout));
            writeWhole(file, sealed);
            bench.books().labels().confirm(print.serial(), print.kind(), print.copy(), bench.author());
            return file;
        } catch (LabelRefused | LabelUnreadable e) {
            throw new StepFailure(Step.LABEL, Fault.LABEL_UNREADABLE, e.getMessage(), e);
        } catch (VaultException e) {
            throw new StepFailure(Step.LABEL, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (IOException e) {
            throw new StepFailure(Step.LABEL, Fault.LABEL_NOT_WRITTEN, e.getMessage(), e);
        }
    }

    /// The picture for a screen, PNG: secrets are masked, no print is counted.
    public byte[] preview(SerialNumber serial, LabelKind kind) throws StepFailure {
        try {
            int copy = Math.max(1, bench.books().labels().nextCopy(serial, kind) - 1);
            return LabelFacts.of(bench, serial)
                    .withLayout(Shared.MAKER, kind, copy, layout -> Shared.MAKER.previewPng(layout, PREVIEW_DPI));
        } catch (LabelRefused | LabelUnreadable e) {
            throw new StepFailure(Step.LABEL, Fault.LABEL_UNREADABLE, e.getMessage(), e);
        } catch (VaultException e) {
            throw new StepFailure(Step.LABEL, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// What a sealed label file is bound to.
    public static RecordContext context(SerialNumber serial, LabelKind kind, int copy) {
        return new RecordContext("label %s %s %d".formatted(serial, kind, copy).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sealed(LabelPrint print, LabelLayout layout) throws LabelRefused, LabelUnreadable, VaultException {
        var pdf = Shared.MAKER.pdf(layout);
        try {
            return bench.vault().seal(context(print.serial(), print.kind(), print.copy()), pdf);
        } finally {
            Arrays.fill(pdf, (byte) 0);
        }
    }

    private Path fileOf(LabelPrint print) {
        var name = "%s-%s-%d.pdf.sealed"
                .formatted(print.serial(), print.kind().name().toLowerCase(Locale.ROOT), print.copy());
        return Path.of(bench.config().labelDirectory()).resolve(name);
    }

    private static void writeWhole(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
