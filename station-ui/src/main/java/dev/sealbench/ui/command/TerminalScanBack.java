package dev.sealbench.ui.command;

import dev.sealbench.core.ScanBack;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/// Asks on the terminal for the scan of a printed label. What is scanned is not shown: it may be a secret. One question
/// at a time, whichever slot asks.
final class TerminalScanBack implements ScanBack {

    private static final Object TERMINAL = new Object();

    private final PrintWriter out;
    private final Supplier<char[]> hidden;

    /// @param hidden reads a line without showing it; null at the end of input
    TerminalScanBack(PrintWriter out, Supplier<char[]> hidden) {
        this.out = out;
        this.hidden = hidden;
    }

    /// The terminal of this process; where there is none, nobody scans.
    static ScanBack of(PrintWriter out) {
        Console console = System.console();
        return console == null || !console.isTerminal()
                ? ScanBack.nobody()
                : new TerminalScanBack(out, console::readPassword);
    }

    @Override
    public Answer scanned(Request request) {
        synchronized (TERMINAL) {
            request.complaint().ifPresent(complaint -> out.printf("%s  %s%n", request.serial(), complaint.sentence()));
            out.printf("%s  %s (try %d of %d)%n", request.serial(), question(request), request.attempt(), ATTEMPTS);
            out.println("    nothing came out: ! and the reason; not now: an empty line");
            out.flush();
            return answer(hidden.get());
        }
    }

    private static String question(Request request) {
        return "%sscan %s of the %s label, print %d"
                .formatted(
                        request.inDoubt() ? "this label may have been printed: " : "",
                        request.code().text(),
                        request.kind().name().toLowerCase(Locale.ROOT),
                        request.copy());
    }

    private static Answer answer(char[] line) {
        if (line == null || line.length == 0) {
            return new Answer.Stopped();
        }
        if (line[0] != '!') {
            return new Answer.Scanned(line);
        }
        var reason = new String(line, 1, line.length - 1).strip();
        Arrays.fill(line, '\0');
        return new Answer.DidNotComeOut(reason.isEmpty() ? "it did not come out" : reason);
    }
}
