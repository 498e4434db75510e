package dev.sealbench.core.internal.print;

import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.internal.label.LabelBitmap;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.print.PrintFailure.Outcome;
import java.awt.Graphics2D;
import java.awt.print.Book;
import java.awt.print.PageFormat;
import java.awt.print.Pageable;
import java.awt.print.Paper;
import java.awt.print.Printable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.print.DocFlavor;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.SimpleDoc;
import javax.print.attribute.HashPrintRequestAttributeSet;
import javax.print.attribute.standard.Copies;
import javax.print.attribute.standard.JobName;
import javax.print.attribute.standard.PrinterIsAcceptingJobs;
import javax.print.event.PrintJobAdapter;
import javax.print.event.PrintJobEvent;

/// One of the system's print queues. The system keeps what is printed in a spool file, in the clear: labels with
/// secrets are refused.
public final class QueuePrinter implements LabelPrinter {

    private static final int DOTS_PER_INCH = 300;
    private static final double POINTS_PER_INCH = 72;

    private final String name;
    private final Supplier<PrintService> services;
    private final LabelMaker maker;
    private final Duration patience;

    /// @param name of the queue, for people
    /// @param services finds it; null when the system does not know it
    /// @param patience until the system has taken the label
    public QueuePrinter(String name, Supplier<PrintService> services, LabelMaker maker, Duration patience) {
        this.name = name;
        this.services = services;
        this.maker = maker;
        this.patience = patience;
    }

    @Override
    public boolean provesItself() {
        return false;
    }

    @Override
    public Job ready() throws PrintFailure {
        var service = services.get();
        if (service == null) {
            throw failure(Outcome.NOT_READY, "is not known to this system", null);
        }
        if (service.getAttribute(PrinterIsAcceptingJobs.class) == PrinterIsAcceptingJobs.NOT_ACCEPTING_JOBS) {
            throw failure(Outcome.NOT_READY, "takes no jobs now: look at it", null);
        }
        return new QueueJob(service);
    }

    private PrintFailure failure(Outcome outcome, String what, Throwable cause) {
        return new PrintFailure(outcome, "print queue " + name + " " + what, cause);
    }

    /// A page of exactly the label's size.
    static Pageable page(LabelLayout layout, LabelBitmap bitmap) {
        var paper = new Paper();
        double width = layout.widthMm() / 25.4 * POINTS_PER_INCH;
        double height = layout.heightMm() / 25.4 * POINTS_PER_INCH;
        paper.setSize(width, height);
        paper.setImageableArea(0, 0, width, height);
        var format = new PageFormat();
        format.setPaper(paper);
        var picture = bitmap.picture();
        var book = new Book();
        book.append(
                (graphics, _, index) -> {
                    if (index > 0) {
                        return Printable.NO_SUCH_PAGE;
                    }
                    var canvas = (Graphics2D) graphics;
                    canvas.scale(POINTS_PER_INCH / DOTS_PER_INCH, POINTS_PER_INCH / DOTS_PER_INCH);
                    canvas.drawImage(picture, 0, 0, null);
                    return Printable.PAGE_EXISTS;
                },
                format);
        return book;
    }

    private final class QueueJob implements Job {

        private final PrintService service;

        QueueJob(PrintService service) {
            this.service = service;
        }

        @Override
        public void print(LabelPrint print, LabelLayout layout) throws LabelRefused, LabelUnreadable, PrintFailure {
            if (layout.hasSecrets()) {
                throw failure(Outcome.NOT_READY, "spools in the clear, which a label with secrets must not", null);
            }
            try (var bitmap = maker.bitmap(layout, DOTS_PER_INCH)) {
                var ended = new CompletableFuture<String>();
                var job = service.createPrintJob();
                job.addPrintJobListener(new Ending(ended));
                var wishes = new HashPrintRequestAttributeSet();
                wishes.add(new Copies(1));
                wishes.add(new JobName("%s plate %d".formatted(print.serial(), print.copy()), null));
                job.print(new SimpleDoc(page(layout, bitmap), DocFlavor.SERVICE_FORMATTED.PAGEABLE, null), wishes);
                await(ended);
            } catch (PrintException e) {
                throw failure(Outcome.IN_DOUBT, "did not take the label: " + e.getMessage(), e);
            }
        }

        private void await(CompletableFuture<String> ended) throws PrintFailure {
            try {
                var bad = ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (!bad.isEmpty()) {
                    throw failure(Outcome.IN_DOUBT, bad, null);
                }
            } catch (TimeoutException | ExecutionException e) {
                throw failure(Outcome.IN_DOUBT, "does not say what became of the label", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure(Outcome.IN_DOUBT, "was not waited for", e);
            }
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    /// The first word of the system about the job counts; empty when it is a good one.
    private static final class Ending extends PrintJobAdapter {

        private final CompletableFuture<String> ended;

        Ending(CompletableFuture<String> ended) {
            this.ended = ended;
        }

        @Override
        public void printJobCompleted(PrintJobEvent event) {
            ended.complete("");
        }

        /// All that most systems ever say.
        @Override
        public void printJobNoMoreEvents(PrintJobEvent event) {
            ended.complete("");
        }

        @Override
        public void printJobFailed(PrintJobEvent event) {
            ended.complete("says that the print failed");
        }

        @Override
        public void printJobCanceled(PrintJobEvent event) {
            ended.complete("says that the print was cancelled");
        }

        @Override
        public void printJobRequiresAttention(PrintJobEvent event) {
            ended.complete("says that the printer needs attention");
        }
    }
}
