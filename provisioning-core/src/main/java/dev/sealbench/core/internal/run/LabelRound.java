package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.ScanBack.Answer;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelScan;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.print.LabelPrinter;
import dev.sealbench.core.internal.print.PrintFailure;
import dev.sealbench.vault.VaultException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Gets the labels of one unit onto paper and believes it: counted before anything is sent, printed once, every code
/// scanned back. What may be on paper is asked for and never printed again by itself. One thread.
final class LabelRound {

    /// Whoever says more often in one run that nothing came out has a printer to look at.
    private static final int MAX_PRINTS = 3;

    private final Books books;
    private final Author author;
    private final SerialNumber serial;
    private final LabelSource source;
    private final Function<LabelKind, LabelPrinter> printers;

    LabelRound(
            Books books,
            Author author,
            SerialNumber serial,
            LabelSource source,
            Function<LabelKind, LabelPrinter> printers) {
        this.books = books;
        this.author = author;
        this.serial = serial;
        this.source = source;
        this.printers = printers;
    }

    /// Hears of a print after it was counted and before anything is sent.
    @FunctionalInterface
    interface Counted {
        void counted(LabelPrint print) throws StepFailure;
    }

    /// Goes on where the books stand until this label is believed.
    ///
    /// @return the print that is
    LabelPrint complete(LabelKind kind, ScanBack scanBack, Counted counted) throws StepFailure {
        var last = last(kind);
        if (last.isPresent() && last.get().confirmed().isPresent()) {
            return last.get();
        }
        boolean proven = printers.apply(kind).provesItself();
        boolean asked = last.isPresent() && !proven;
        var print =
                asked ? last.get() : print(kind, last.isPresent() ? "the print before was interrupted" : "", counted);
        for (int prints = 1; ; prints++) {
            var missing = scannedBack(print, asked && prints == 1, scanBack);
            if (missing.isEmpty()) {
                return print;
            }
            if (prints == MAX_PRINTS) {
                throw new StepFailure(Step.LABEL, Fault.LABEL_NOT_WRITTEN, "nothing came out, again and again");
            }
            print = print(kind, missing.get(), counted);
        }
    }

    /// Prints once more, counted. The prints before are void.
    ///
    /// @param reason why; empty for the first print
    LabelPrint print(LabelKind kind, String reason, Counted counted) throws StepFailure {
        try (var job = printers.apply(kind).ready()) {
            int copy = books.labels().nextCopy(serial, kind);
            source.withLayout(kind, copy, layout -> {
                job.prepare(layout);
                return null;
            });
            var print = books.labels().begin(serial, kind, reason, author);
            if (print.copy() != copy) {
                throw new StepFailure(Step.LABEL, Fault.WRONG_STATE, "somebody else printed it at the same moment");
            }
            counted.counted(print);
            job.print(print);
            return print;
        } catch (PrintFailure e) {
            throw new StepFailure(Step.LABEL, faultOf(e.outcome()), e.getMessage(), e);
        } catch (LabelRefused | LabelUnreadable e) {
            throw new StepFailure(Step.LABEL, Fault.LABEL_UNREADABLE, e.getMessage(), e);
        } catch (VaultException e) {
            throw new StepFailure(Step.LABEL, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw ofBooks(e);
        }
    }

    /// Asks for every code of the label, and notes in the books that they were right.
    ///
    /// @return why there is no label to scan; empty when it is believed
    /// @throws StepFailure when nobody scans, or three scans were of something else
    Optional<String> scannedBack(LabelPrint print, boolean inDoubt, ScanBack scanBack) throws StepFailure {
        if (!printers.apply(print.kind()).provesItself()) {
            for (int code = 0; code < codes(print).size(); code++) {
                var missing = scannedBack(print, code, inDoubt && code == 0, scanBack);
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        try {
            books.labels().confirm(serial, print.kind(), print.copy(), author);
        } catch (BooksException e) {
            throw ofBooks(e);
        }
        return Optional.empty();
    }

    /// The last print of this label, void or not.
    Optional<LabelPrint> last(LabelKind kind) throws StepFailure {
        try {
            return books.labels().last(serial, kind);
        } catch (BooksException e) {
            throw ofBooks(e);
        }
    }

    private Optional<String> scannedBack(LabelPrint print, int code, boolean inDoubt, ScanBack scanBack)
            throws StepFailure {
        var name = codes(print).get(code);
        var complaint = Optional.<ScanBack.Complaint>empty();
        for (int attempt = 1; attempt <= ScanBack.ATTEMPTS; attempt++) {
            var answer = scanBack.scanned(
                    new ScanBack.Request(serial, print.kind(), print.copy(), name, attempt, inDoubt, complaint));
            switch (answer) {
                case Answer.Stopped _ -> throw new StepFailure(Step.LABEL, Fault.LABEL_NOT_SCANNED, named(print));
                case Answer.DidNotComeOut(var reason) -> {
                    return Optional.of(reason);
                }
                case Answer.Scanned(var text) -> {
                    var wrong = complaint(print, code, text);
                    if (wrong.isEmpty()) {
                        return Optional.empty();
                    }
                    complaint = wrong;
                    note(named(print) + ": " + wrong.get().sentence());
                }
            }
        }
        var last = complaint.map(ScanBack.Complaint::sentence).orElse("");
        throw new StepFailure(Step.LABEL, Fault.LABEL_NOT_BELIEVED, named(print) + ": " + last);
    }

    private Optional<ScanBack.Complaint> complaint(LabelPrint print, int code, char[] scanned) throws StepFailure {
        try {
            return lent(
                    print, layout -> LabelScan.complaint(scanned, layout.codes().get(code), layout, print));
        } finally {
            Arrays.fill(scanned, '\0');
        }
    }

    private List<ScanBack.Code> codes(LabelPrint print) throws StepFailure {
        return lent(
                print, layout -> layout.codes().stream().map(LabelScan::name).toList());
    }

    private <T> T lent(LabelPrint print, LabelSource.Use<T> use) throws StepFailure {
        try {
            return source.withLayout(print.kind(), print.copy(), use);
        } catch (LabelRefused | LabelUnreadable | PrintFailure e) {
            throw new StepFailure(Step.LABEL, Fault.LABEL_UNREADABLE, e.getMessage(), e);
        } catch (VaultException e) {
            throw new StepFailure(Step.LABEL, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void note(String sentence) throws StepFailure {
        var event = new NewEvent(
                "label.scan-refused", Optional.of(serial), Optional.empty(), EventRecord.Result.REFUSED, sentence);
        try {
            books.events().append(event, author);
        } catch (BooksException e) {
            throw ofBooks(e);
        }
    }

    private static String named(LabelPrint print) {
        return "%s label, print %d".formatted(print.kind().name().toLowerCase(Locale.ROOT), print.copy());
    }

    private static Fault faultOf(PrintFailure.Outcome outcome) {
        return switch (outcome) {
            case NOT_READY -> Fault.PRINTER_NOT_READY;
            case IN_DOUBT -> Fault.LABEL_IN_DOUBT;
            case NOT_WRITTEN -> Fault.LABEL_NOT_WRITTEN;
        };
    }

    private static StepFailure ofBooks(BooksException e) {
        var fault = e instanceof BooksRefused ? Fault.WRONG_STATE : Fault.BOOKS_UNAVAILABLE;
        return new StepFailure(Step.LABEL, fault, e.getMessage(), e);
    }
}
